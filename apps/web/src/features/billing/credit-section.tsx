"use client";
import { GrantCredit } from "@openvibe/core/billing/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { formText } from "../../data/form-text.ts";
import { BY_CURSOR } from "../../data/pages.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";
import { dollars, dollarsAlike, microsOf } from "./money.ts";

const SHOWN = 10;

/** Credit that calls with the operator's keys are paid from; shown where it plays a part. */
export function CreditSection() {
  const { queries } = useWorkspace();
  const rights = useRights();
  const credit = useQuery(queries.billing.getCredit.queryOptions({ enabled: rights.manage }));
  const ledger = useInfiniteQuery(
    queries.billing.listLedger.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: SHOWN }),
      enabled: rights.manage,
      ...BY_CURSOR,
    }),
  );
  if (!credit.data) return null;
  const amount = dollarsAlike((ledger.data?.pages ?? []).flatMap(({ items }) => items.map(({ amountMicros }) => amountMicros)));
  const { balanceMicros, reservedMicros, prepaid, isLimited } = credit.data;
  return (
    <Section title="Credit" box="gap">
      <div className="flex flex-wrap items-center gap-3">
        <p className="tabular text-xl font-semibold tracking-tight">{dollars(balanceMicros)}</p>
        <Badge tone={prepaid ? "brand" : "neutral"}>
          {prepaid ? "calls stop when it is used up" : isLimited ? "counted" : "counted, no limit"}
        </Badge>
        {reservedMicros > 0 ? <span className="text-sm text-ink-faint">{dollars(reservedMicros)} held by calls under way</span> : null}
        {rights.own && !isLimited ? (
          <div className="ml-auto">
            <DialogButton label="Add credit">{(close) => <GrantForm onDone={close} />}</DialogButton>
          </div>
        ) : null}
      </div>
      <p className="text-sm text-pretty text-ink-faint">
        Calls with keys that this server's operator brought are taken from it. Calls with your own keys are counted above, and paid to the
        provider.
        {isLimited
          ? " How much may be spent on the server's keys in a month stands under Budgets; whoever runs the server can raise it."
          : ""}
      </p>
      <Listing label="Latest entries" query={ledger} skeleton="h-16">
        {(entry) => (
          <li key={entry.id} className="flex items-baseline gap-3 px-4 py-2 text-sm">
            <span className="min-w-0 flex-1 truncate">{entry.note || (entry.kind === "grant" ? "Credit added" : "Model call")}</span>
            <RelativeTime at={entry.createdAt} className="shrink-0 text-xs text-ink-faint" />
            <span className="tabular w-24 shrink-0 text-right">{amount(entry.amountMicros)}</span>
          </li>
        )}
      </Listing>
    </Section>
  );
}

function GrantForm({ onDone }: { onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const { onSubmit, problem, busy } = useSubmit({
    read: (form) => {
      const amountMicros = microsOf(formText(form, "amount"));
      return GrantCredit.safeParse({ amountMicros, note: formText(form, "note") });
    },
    send: async (input) => {
      await client.billing.grantCredit(input);
      onDone();
    },
    stale: [queries.billing.getCredit.key(), queries.billing.listLedger.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <Field label="Amount, in US dollars" name="amount" inputMode="decimal" placeholder="20.00" autoFocus error={problem} />
      <Field label="Note" name="note" placeholder="November" />
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Add
      </Button>
    </form>
  );
}
