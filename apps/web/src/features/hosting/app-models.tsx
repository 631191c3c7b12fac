"use client";
import { GrantModels, type App, type ModelsGrant } from "@openvibe/core/hosting/model";
import { MICROS_PER_DOLLAR } from "@openvibe/core/billing/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { formText } from "../../data/form-text.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollars, microsOf } from "../billing/money.ts";
import { useRights } from "../identity/use-members.ts";

const FIRST_LIMIT_MICROS = 5 * MICROS_PER_DOLLAR;

/** Whether the app may call models, for apps that have a use for them; admins switch it and see what it costs. */
export function AppModels({ app }: { app: App }) {
  const { queries } = useWorkspace();
  const rights = useRights();
  const [changing, setChanging] = useState(false);
  const { data: grant } = useQuery(queries.hosting.getModelsGrant.queryOptions({ input: { appId: app.id } }));
  if (!grant || (!grant.wanted && !grant.granted)) return null;
  return (
    <section aria-label="Models" className="mt-6 rounded-xl border border-line bg-raised p-5 shadow-sm">
      <div className="flex flex-wrap items-center gap-4">
        <div className="min-w-52 flex-1">
          <h2 className="text-base font-semibold">{grant.granted ? "May use models" : "Models are off for this app"}</h2>
          <p className="text-sm text-ink-faint">{hintOf(grant, rights.manage)}</p>
        </div>
        {grant.granted && rights.manage ? <SwitchOff app={app} onChange={() => setChanging(!changing)} /> : null}
      </div>
      {grant.costs ? <Costs costs={grant.costs} /> : null}
      {rights.manage && (!grant.granted || changing) ? (
        <LimitForm key={String(grant.granted)} app={app} grant={grant} onDone={() => setChanging(false)} />
      ) : null}
    </section>
  );
}

function hintOf({ granted }: ModelsGrant, manages: boolean): string {
  if (granted) return "Its assistant asks the workspace's models by a key of its own, which ends when this is switched off.";
  if (manages) return "Its assistant can read what people here may read, and sends that to the workspace's models. Say what that may cost.";
  return "An admin of the workspace can switch them on for its assistant.";
}

function Costs({ costs }: { costs: NonNullable<ModelsGrant["costs"]> }) {
  const { monthMicros, monthlyLimitMicros, totalMicros, calls } = costs;
  return (
    <dl className="mt-4 grid grid-cols-[7.5rem_1fr] gap-y-2.5 border-t border-line pt-4 text-base">
      <dt className="text-ink-faint">This month</dt>
      <dd className="tabular">
        {dollars(monthMicros)} of {dollars(monthlyLimitMicros)}
      </dd>
      <dt className="text-ink-faint">With this key</dt>
      <dd className="tabular">
        {dollars(totalMicros)} · {calls} {calls === 1 ? "call" : "calls"}
      </dd>
    </dl>
  );
}

function LimitForm({ app, grant, onDone }: { app: App; grant: ModelsGrant; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const { onSubmit, problem, busy } = useSubmit({
    read: (form) => {
      const monthlyLimitMicros = microsOf(formText(form, "limit"));
      return GrantModels.safeParse({ appId: app.id, monthlyLimitMicros });
    },
    send: async (input) => {
      await client.hosting.grantModels(input);
      onDone();
    },
    stale: [queries.hosting.getModelsGrant.key(), queries.keys.listVirtualKeys.key(), queries.billing.listBudgets.key()],
  });
  const limit = grant.costs?.monthlyLimitMicros ?? FIRST_LIMIT_MICROS;
  return (
    <form noValidate onSubmit={onSubmit} className="mt-4 flex flex-wrap items-end gap-3 border-t border-line pt-4">
      <div className="w-56">
        <Field
          label="At most a month, in US dollars"
          name="limit"
          inputMode="decimal"
          defaultValue={String(limit / MICROS_PER_DOLLAR)}
          error={problem}
        />
      </div>
      <Button type="submit" look="primary" busy={busy}>
        {grant.granted ? "Save" : "Switch on"}
      </Button>
    </form>
  );
}

function SwitchOff({ app, onChange }: { app: App; onChange: () => void }) {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const switchOff = async () => {
    setBusy(true);
    try {
      await client.hosting.revokeModels({ appId: app.id });
    } catch (error) {
      toast.error(messageOf(error));
    }
    await cache.invalidateQueries({ queryKey: queries.hosting.getModelsGrant.key() });
    setBusy(false);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={onChange}>Change the limit</Button>
      <Button busy={busy} onClick={() => void switchOff()}>
        Switch off
      </Button>
    </div>
  );
}
