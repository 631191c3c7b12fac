"use client";
import { Preferences } from "@openvibe/core/inbox/model";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { Select } from "@openvibe/ui/primitives/select";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useChoice } from "../../data/use-choice.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { RouteLink } from "../shell/navigation.tsx";
import { Section } from "../shell/section.tsx";
import { KindTable } from "./kind-table.tsx";
import { PushChoice } from "./push-choice.tsx";
import { QuietHoursChoice } from "./quiet-hours-choice.tsx";

const DELAYS = [
  { value: "off", label: "No mail" },
  { value: "0", label: "At once" },
  { value: "5", label: "After 5 minutes" },
  { value: "15", label: "After 15 minutes" },
  { value: "30", label: "After 30 minutes" },
  { value: "120", label: "After 2 hours" },
  { value: "1440", label: "After a day" },
] as const;
type Delay = (typeof DELAYS)[number]["value"];

/** When and of what the person is told; every choice is saved at once. */
export function NotificationSettings() {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const query = useQuery(queries.inbox.getPreferences.queryOptions());
  const queryKey = queries.inbox.getPreferences.queryKey();
  const [data, choose] = useChoice("notifications", {
    known: query.data,
    save: async (next) => next && cache.setQueryData(queryKey, await client.inbox.setPreferences(next)),
    stale: queryKey,
  });
  const change = (part: Partial<Preferences>) => {
    const next = Preferences.safeParse({ ...data, ...part });
    if (next.success) choose(next.data);
    else toast.error(next.error.issues[0]?.message ?? "This cannot be saved.");
  };
  return (
    <Section title="Notifications" box="gap">
      {query.error && !data ? <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} /> : null}
      {data ? (
        <>
          <KindTable value={data} onChange={(part) => change(part)} />
          <div className="grid gap-2">
            <h3 className="text-sm font-medium">Mail</h3>
            <div className="flex flex-wrap items-center gap-2 text-base text-ink-soft">
              One mail for all that I have not read
              <Select<Delay>
                label="Mail what was not read"
                value={delayOf(data)}
                options={DELAYS}
                onChange={(delay) => change({ digest: digestOf(delay, data) })}
              />
            </div>
            <p className="text-xs text-ink-faint">
              Without a mail server mails are kept in the{" "}
              <RouteLink to={{ screen: "outbox" }} className="underline">
                outbox
              </RouteLink>
              .
            </p>
          </div>
          <QuietHoursChoice value={data.quietHours} onChange={(quietHours) => change({ quietHours })} />
          <PushChoice value={data.push} onChange={(push) => change({ push })} />
        </>
      ) : query.error ? null : (
        <Skeleton className="h-40" />
      )}
    </Section>
  );
}

function delayOf({ digest }: Preferences): Delay {
  if (!digest.on) return "off";
  return DELAYS.find(({ value }) => value !== "off" && Number(value) >= digest.minutes)?.value ?? "1440";
}

function digestOf(delay: Delay, { digest }: Preferences): Preferences["digest"] {
  return delay === "off" ? { ...digest, on: false } : { ...digest, on: true, minutes: Number(delay) };
}

export function Check({ checked, onChange, children }: { checked: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  return (
    <label className="flex items-center gap-2.5 text-base text-ink-soft">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-brand"
      />
      {children}
    </label>
  );
}
