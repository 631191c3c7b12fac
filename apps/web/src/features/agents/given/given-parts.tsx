"use client";
import type { ContextPart, GivenContext } from "@openvibe/core/agents/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { ListFrame } from "@openvibe/ui/components/list-frame";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { useQuery } from "@tanstack/react-query";
import { Shrink } from "lucide-react";
import { useState } from "react";
import { messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { Part } from "../part.tsx";
import { Sources } from "./sources.tsx";

/** In English; less in other languages. */
const WORDS_A_TOKEN = 0.75;
const KINDS: Readonly<Record<ContextPart["kind"], { title: string; one: string; many: string }>> = {
  talk: { title: "The talk, word for word", one: "message", many: "messages" },
  files: { title: "Pictures and PDFs", one: "message", many: "messages" },
  earlier: { title: "Earlier talk, by its first words", one: "message", many: "messages" },
  summary: { title: "Earlier talk, condensed", one: "message", many: "messages" },
  origin: { title: "Where the side conversation began", one: "message", many: "messages" },
  project: { title: "The project", one: "line", many: "lines" },
  decisions: { title: "Decisions of the project", one: "decision", many: "decisions" },
  spec: { title: "What the app is to be", one: "line", many: "lines" },
  known: { title: "What is settled here", one: "item", many: "items" },
  remembered: { title: "What is remembered", one: "memory", many: "memories" },
};

/** What an answer's agent was given for it, and why; read when somebody looks. */
export function GivenParts({ messageId, threadId }: { messageId: string; threadId: string }) {
  const { queries } = useWorkspace();
  const { data, error, refetch } = useQuery(queries.agents.getTurnContext.queryOptions({ input: { messageId }, staleTime: 60_000 }));
  return (
    <Part title="What it was given">
      {data === undefined ? <NotThereYet of={{ error, refetch }} say={messageOf} className="h-32 rounded-xl" /> : null}
      {data === null ? (
        <p className="text-pretty text-ink-soft">That is not known any more: what an agent was given is kept for 90 days.</p>
      ) : null}
      {data ? <Given given={data} threadId={threadId} /> : null}
    </Part>
  );
}

function Given({ given: { parts, tokens, talkBudget, givenAt }, threadId }: { given: GivenContext; threadId: string }) {
  const isCondensed = parts.some(({ kind }) => kind === "summary");
  const isShortened = parts.some(({ kind }) => kind === "earlier");
  return (
    <>
      <p className="tabular text-pretty text-ink-soft">
        About {wordsOf(tokens)}, given <RelativeTime at={givenAt} />; of the talk at most some {wordsOf(talkBudget)} as they were written.
        Its instructions, tools and pictures are not counted here.
      </p>
      {isCondensed || isShortened ? (
        <p className="flex items-start gap-1.5 rounded-md bg-sunken px-2.5 py-2 text-pretty">
          <Shrink aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
          {isCondensed
            ? "The talk is long: a model condensed its older part. What the points were made of is linked below."
            : "The talk is long: of its older part it saw first words only."}
        </p>
      ) : null}
      {parts.length === 0 ? <p className="text-ink-soft">Nothing but its instructions.</p> : null}
      {parts.length > 0 ? (
        <ListFrame label="Parts">
          {parts.map((part) => (
            <GivenPart key={part.kind} part={part} threadId={threadId} />
          ))}
        </ListFrame>
      ) : null}
    </>
  );
}

function GivenPart({ part, threadId }: { part: ContextPart; threadId: string }) {
  const { kind, sourceIds, tokens, why, leftOut = 0 } = part;
  const [looking, setLooking] = useState(false);
  const { title, one, many } = KINDS[kind];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1 px-3 py-2.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{title}</span>
        <span className="tabular text-xs text-ink-faint">{tokens > 0 ? `about ${wordsOf(tokens)}` : null}</span>
      </p>
      <p className="text-pretty text-ink-soft">{why}</p>
      {leftOut > 0 ? <p className="tabular text-warning">Left out, as there was no room: {count(leftOut, one, many)}.</p> : null}
      <Disclosure
        onOpen={() => setLooking(true)}
        summary={<span className="tabular text-xs text-ink-soft">{count(sourceIds.length, "source", "sources")}</span>}
      >
        {looking ? <Sources kind={kind} ids={sourceIds} threadId={threadId} /> : null}
      </Disclosure>
    </li>
  );
}

/** An estimate, as the count of tokens that it is made of. */
const wordsOf = (tokens: number) => count(Math.max(1, Math.round(Number((tokens * WORDS_A_TOKEN).toPrecision(2)))), "word", "words");
const count = (number: number, one: string, many: string) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
