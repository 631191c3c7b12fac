"use client";
import { vendorName } from "@openvibe/core/keys/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { Badge } from "@openvibe/ui/primitives/badge";
import { useQuery } from "@tanstack/react-query";
import { Cpu } from "lucide-react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { useSetting } from "../settings/use-settings.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { Section } from "../shell/section.tsx";
import { Resting } from "./resting.tsx";

/** Circuits open and close without an event. */
const STATUS_MS = 15_000;

const badgeOf = (provider: string): string => (provider === "compatible" ? "set up on this server" : vendorName(provider));

/** Which model answers now, and where that is chosen. */
export function WhoAnswers() {
  const { queries } = useWorkspace();
  const rights = useRights();
  const hedges = useSetting("models.hedge");
  const { data, error, refetch } = useQuery(queries.gateway.getStatus.queryOptions({ staleTime: 0, refetchInterval: STATUS_MS }));
  return (
    <Section title="Who answers" box>
      {data ? null : <NotThereYet of={{ error, refetch }} say={messageOf} className="h-16" />}
      {data ? (
        <div className="flex gap-4">
          <span className="grid size-10 shrink-0 place-items-center rounded-lg bg-sunken text-ink-soft">
            <Cpu aria-hidden className="size-5" />
          </span>
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2 text-base font-semibold">
              <bdi className="min-w-0 wrap-anywhere">{data.offline ? "Offline model" : data.model}</bdi>
              <Badge tone={data.offline ? "neutral" : "success"}>{data.offline ? "no key, no network" : badgeOf(data.provider)}</Badge>
            </p>
            <p className="mt-1 text-base text-pretty text-ink-soft">{data.notice}</p>
            {[...Map.groupBy(data.resting, ({ keyId }) => keyId)].map(([keyId, keys]) => (
              <Resting key={keyId} name={`A key for ${vendorName(keys[0]?.model.split("/")[0] ?? "")}`} keys={keys} />
            ))}
            <p className="mt-2 text-sm text-pretty text-ink-faint">
              When a provider fails, the next one that has a key is asked, and the answer says so. The offline model comes last.
              {hedges ? " When an answer is slow, the next key or model is asked as well." : null}
              {rights.manage ? (
                <>
                  {" "}
                  <RouteLink to={{ screen: "settings" }} search="?tab=workspace&at=Models" className="text-brand-text underline">
                    Choose models for routine work, planning and code, and what happens when one is slow
                  </RouteLink>
                </>
              ) : null}
            </p>
          </div>
        </div>
      ) : null}
    </Section>
  );
}
