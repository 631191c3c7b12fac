"use client";
import type { ListedModel } from "@openvibe/core/models/model";
import { WideTable } from "@openvibe/ui/components/wide-table";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sayTime } from "../../data/times.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { priceInDollars } from "../billing/money.ts";
import { useRights } from "../identity/use-members.ts";
import { ConfirmButton } from "../shell/confirm.tsx";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";
import { ModelForm } from "./model-form.tsx";

/** What models cost and can: what the workspace has set of them, and what is known. */
export function ModelTable() {
  const { queries } = useWorkspace();
  const rights = useRights();
  const models = useQuery(queries.gateway.listModels.queryOptions());
  const own = models.data?.filter((model) => model.own);
  const known = models.data?.filter((model) => !model.own) ?? [];
  return (
    <Section title="Models and prices">
      <div className="grid grid-cols-1 gap-3">
        <ListLead
          action={rights.manage ? <DialogButton label="Set a price">{(close) => <ModelForm onDone={close} />}</DialogButton> : null}
        >
          Costs and budgets are counted with these prices, in US dollars for a million tokens. What an admin sets goes before what is known.
          A model without a price is not called; one on your own machine needs none. Where this server limits what you spend on its keys,
          its own prices hold for them.
        </ListLead>
        <Listing label="Prices of this workspace" query={{ ...models, data: own }} skeleton="h-16">
          {(model) => <OwnRow key={model.ref} model={model} />}
        </Listing>
        {known.length > 0 ? (
          <Disclosure summary={<span className="text-sm text-ink-soft">{known.length} models that are known</span>}>
            <KnownModels models={known} />
          </Disclosure>
        ) : null}
      </div>
    </Section>
  );
}

const priceOf = ({ input, output }: ListedModel["price"]) => `${priceInDollars(input)} in, ${priceInDollars(output)} out`;

function OwnRow({ model }: { model: ListedModel }) {
  const { client, queries } = useWorkspace();
  const rights = useRights();
  const { ref, price, asOf } = model;
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="text-base font-medium wrap-anywhere">{ref}</p>
        <p className="tabular text-xs text-ink-faint">
          {priceOf(price)} · set on {dayOf(asOf)}
        </p>
      </div>
      {rights.manage ? (
        <div className="flex gap-1.5">
          <ChangeButton model={model} />
          <ConfirmButton
            action="Forget"
            title={`Forget the price of ${ref}?`}
            description="What is known of the model holds again. Where nothing is known, it is not called any more."
            onConfirm={() => client.gateway.removeModel({ ref })}
            stale={[queries.gateway.key()]}
          />
        </div>
      ) : null}
    </li>
  );
}

function KnownModels({ models }: { models: readonly ListedModel[] }) {
  const rights = useRights();
  return (
    <WideTable label="Models that are known" className="mt-2">
      <thead>
        <tr className="border-b border-line text-left text-xs text-ink-faint [&>th]:px-4 [&>th]:py-2 [&>th]:font-medium">
          <th>Model</th>
          <th className="text-right">In</th>
          <th className="text-right">Out</th>
          <th className="text-right">Takes in</th>
          <th>As of</th>
          {rights.manage ? (
            <th>
              <span className="sr-only">Change</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {models.map((model) => (
          <tr key={model.ref} className="[&>td]:px-4 [&>td]:py-2 [&>td]:whitespace-nowrap">
            <td className="font-medium">{model.ref}</td>
            <td className="text-right">{priceInDollars(model.price.input)}</td>
            <td className="text-right">{model.kind === "embedding" ? "—" : priceInDollars(model.price.output)}</td>
            <td className="text-right">{model.contextTokens.toLocaleString("en")}</td>
            <td className="text-ink-faint">
              <Source of={model} />
            </td>
            {rights.manage ? (
              <td className="text-right">
                <ChangeButton model={model} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

/** A day without a time is the same for every reader. */
const dayOf = (day: string): string => sayTime("day", `${day}T12:00`);

/** A page of the provider, or the operator's file. */
function Source({ of: { asOf, source } }: { of: ListedModel }) {
  if (!source.startsWith("https://")) return <span title={source}>{dayOf(asOf)}</span>;
  return (
    <a href={source} target="_blank" rel="noreferrer" className="underline underline-offset-2 hover:text-ink">
      {dayOf(asOf)}
    </a>
  );
}

function ChangeButton({ model }: { model: ListedModel }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Change ${model.ref}`} onClick={() => setOpen(true)}>
        Change
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={model.ref}>
        <ModelForm model={model} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
