"use client";
import type { AppCard as AppCardData } from "@openvibe/core/chat/model";
import { AppIcon } from "@openvibe/ui/components/app-icon";
import { StatusDot } from "@openvibe/ui/components/status-dot";
import { buttonClass } from "@openvibe/ui/primitives/button";
import { Code, ListChecks } from "lucide-react";
import { answers, STATES } from "../../hosting/app-state.ts";
import { OpenAppButton } from "../../hosting/open-app-button.tsx";
import { useApps } from "../../hosting/use-apps.ts";
import { RouteLink } from "../../shell/navigation.tsx";
import { CardFrame } from "./card-frame.tsx";

export function AppCard({ card }: { card: AppCardData }) {
  const { data, isPending } = useApps();
  const app = data?.items.find(({ id }) => id === card.appId);
  const gone = !isPending && !app;
  const search = `?version=${card.version}`;
  return (
    <CardFrame aria-label={`${card.name}, version ${card.version}`} data-accent={card.accent}>
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-3 bg-linear-to-br from-app-soft/70 to-transparent p-4">
        <AppIcon icon={card.icon} accent={card.accent} size="lg" />
        <div className="min-w-44 flex-1">
          <h3 className="text-lg font-semibold tracking-tight">{card.name}</h3>
          <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-faint">
            {app ? <StatusDot tone={STATES[app.state].tone} /> : null}
            {gone ? "Deleted" : app ? STATES[app.state].label : null}
            <span aria-hidden>·</span> version {card.version}
          </p>
          <p className="font-mono text-xs break-all text-ink-faint">{new URL(card.url).host}</p>
        </div>
        {gone ? null : (
          <div className="flex flex-wrap gap-1.5">
            <OpenAppButton appId={card.appId} disabled={app ? !answers(app.state) : true} />
            <RouteLink to={{ screen: "app", appId: card.appId, tab: "code" }} search={search} className={buttonClass()}>
              <Code aria-hidden className="size-3.5" /> Code
            </RouteLink>
            <RouteLink to={{ screen: "app", appId: card.appId, tab: "checks" }} search={search} className={buttonClass()}>
              <ListChecks aria-hidden className="size-3.5" /> Checks
            </RouteLink>
          </div>
        )}
      </div>
      {card.summary ? <p className="border-t border-line px-4 py-2.5 text-sm text-pretty text-ink-soft">{card.summary}</p> : null}
    </CardFrame>
  );
}
