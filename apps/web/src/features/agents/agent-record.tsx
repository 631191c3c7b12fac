"use client";
import type { AgentProfile, Feedback, FullRecord } from "@openvibe/core/agents/model";
import { WideTable } from "@openvibe/ui/components/wide-table";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { messageOf } from "../../data/errors.ts";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollarsAlike } from "../billing/money.ts";
import { skillName } from "../billing/skill-names.ts";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { Listing } from "../shell/listing.tsx";
import { RouteLink } from "../shell/navigation.tsx";
import { duration, NONE, percent, RecordFigures, Thumbs } from "./figures.tsx";
import { TurnList } from "./turn-list.tsx";

const PAGE = 20;

/** How an agent did in the last 90 days, by skill, and what people said of it. */
export function AgentRecord({ profile: { agent, memberId } }: { profile: AgentProfile }) {
  const { queries } = useWorkspace();
  const rights = useRights();
  const { data, error, refetch } = useQuery(queries.agents.getTrackRecord.queryOptions({ input: { agent } }));
  return (
    <div className="grid grid-cols-1 gap-8">
      <section aria-label="Track record" className="grid gap-3">
        {data ? null : <NotThereYet of={{ error, refetch }} say={messageOf} className="h-24 rounded-xl" />}
        {data ? (
          <>
            <RecordFigures record={data} />
            <Skills record={data} />
          </>
        ) : null}
      </section>
      <Said agent={agent} />
      {rights.manage && memberId !== null ? (
        <section aria-label="Recent work">
          <h3 className="mb-2 text-md font-semibold tracking-tight">Recent work</h3>
          <TurnList agentId={memberId} />
        </section>
      ) : null}
    </div>
  );
}

function Skills({ record: { skills } }: { record: FullRecord }) {
  if (skills.length === 0) return <p className="text-base text-ink-soft">It has done nothing here yet.</p>;
  const cost = dollarsAlike(skills.map(({ costMicros }) => costMicros));
  return (
    <WideTable label="By skill">
      <thead>
        <tr className="border-b border-line text-left text-xs text-ink-faint [&>th]:px-4 [&>th]:py-2 [&>th]:font-medium">
          <th>Kind of work</th>
          <th className="text-right">Calls</th>
          <th className="text-right">Succeeded</th>
          <th className="text-right">Cost</th>
          <th className="text-right">Usual time</th>
          <th className="text-right">Feedback</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {skills.map(({ skill, calls, successRate, costMicros, medianMs, up, down }) => (
          <tr key={skill} className="[&>td]:px-4 [&>td]:py-2 [&>td]:whitespace-nowrap">
            <td className="font-medium">{skillName(skill)}</td>
            <td className="text-right">{calls.toLocaleString("en")}</td>
            <td className="text-right">{percent(successRate)}</td>
            <td className="text-right">{cost(costMicros)}</td>
            <td className="text-right">{duration(medianMs)}</td>
            <td className="text-right">{up + down > 0 ? <Thumbs up={up} down={down} /> : NONE}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function Said({ agent }: { agent: string }) {
  const { queries } = useWorkspace();
  const said = useInfiniteQuery(
    queries.agents.listFeedback.infiniteOptions({
      input: (cursor: string | undefined) => ({ agent, cursor, limit: PAGE }),
      ...BY_CURSOR,
    }),
  );
  return (
    <section aria-label="Feedback">
      <h3 className="mb-2 text-md font-semibold tracking-tight">Feedback</h3>
      <Listing
        query={said}
        skeleton="h-16"
        empty={<p className="text-base text-ink-soft">Nobody has rated it yet. 👍 and 👎 are under each of its messages.</p>}
      >
        {(each) => <FeedbackRow key={each.id} each={each} />}
      </Listing>
    </section>
  );
}

function FeedbackRow({ each: { rating, words, memberId, createdAt, threadId, messageId } }: { each: Feedback }) {
  const members = useMemberLookup();
  return (
    <li>
      <RouteLink
        to={{ screen: "thread", threadId }}
        search={`?m=${messageId}`}
        className="flex items-start gap-3 px-4 py-2.5 hover:bg-hover"
      >
        <span role="img" aria-label={rating === "up" ? "good" : "not good"}>
          {rating === "up" ? "👍" : "👎"}
        </span>
        <span className="min-w-0 flex-1">
          {words ? (
            <span dir="auto" className="block text-base wrap-anywhere">
              {words}
            </span>
          ) : null}
          <span className="text-xs text-ink-faint">
            <bdi>{members.byId(memberId).name}</bdi> · <RelativeTime at={createdAt} />
          </span>
        </span>
      </RouteLink>
    </li>
  );
}
