"use client";
import type { Handoff } from "@openvibe/core/briefing/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { Button } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowRightLeft } from "lucide-react";
import { useState } from "react";
import { BY_CURSOR } from "../../data/pages.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { Listing } from "../shell/listing.tsx";
import { PaneHeader } from "../shell/pane-header.tsx";
import type { Place } from "../shell/routes.ts";
import { HandoffView } from "./handoff-view.tsx";

const PAGE = 20;

/** What somebody who takes over a thread needs to know: written now, or earlier; all who read the thread read it. */
export function HandoffPanel({
  threadId,
  place,
  onClose,
  onFollow,
}: {
  threadId: string;
  /** Where the thread is read. */
  place: Place;
  onClose: () => void;
  /** A link into the thread was followed. */
  onFollow?: () => void;
}) {
  const { queries } = useWorkspace();
  const { write } = useRights();
  const handoffs = useInfiniteQuery(
    queries.briefing.listHandoffs.infiniteOptions({
      input: (cursor: string | undefined) => ({ threadId, cursor, limit: PAGE }),
      ...BY_CURSOR,
    }),
  );
  return (
    <section aria-label="Handoffs" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PaneHeader icon={<ArrowRightLeft />} title="Handoffs" onClose={onClose} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 overflow-y-auto px-4 py-3">
        {write ? <NewHandoff threadId={threadId} /> : null}
        <Listing
          label="Written handoffs"
          query={handoffs}
          empty={
            <EmptyState icon={<ArrowRightLeft />} title="No handoff yet">
              A handoff says where this stands, for the next person or agent. Everybody who reads this thread can read it.
            </EmptyState>
          }
        >
          {(handoff, index) => (
            <HandoffView key={handoff.id} handoff={handoff} place={place} open={index === 0} {...(onFollow ? { onFollow } : {})} />
          )}
        </Listing>
      </div>
    </section>
  );
}

function NewHandoff({ threadId }: { threadId: string }) {
  const { client, queries } = useWorkspace();
  const { act, busy } = useAct(queries.briefing.listHandoffs.key());
  const [detail, setDetail] = useState<Handoff["detail"]>("brief");
  return (
    <div className="grid gap-2.5">
      <p className="text-sm text-pretty text-ink-soft">
        Put together from what is here: goal, decisions, what is open, what was made, and what was said last. No model is asked.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="How much"
          value={detail}
          onChange={(next: Handoff["detail"]) => setDetail(next)}
          options={[
            { value: "brief", label: "Brief" },
            { value: "detailed", label: "Detailed" },
          ]}
        />
        <Button size="sm" look="primary" busy={busy} onClick={() => void act(() => client.briefing.writeHandoff({ threadId, detail }))}>
          Write handoff
        </Button>
      </div>
    </div>
  );
}
