"use client";
import type { Memory } from "@openvibe/core/memory/model";
import { cx } from "@openvibe/ui/class-names";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { sayTime } from "../../data/times.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { ConfirmButton } from "../shell/confirm.tsx";
import { LongText } from "../shell/long-text.tsx";
import { useGo } from "../shell/navigation.tsx";
import { useWhose } from "./use-whose.ts";
import { IMPORTANCES } from "./words.ts";

interface Props {
  memory: Memory;
  /** How it was found. */
  why?: string;
  /** What holds instead of it. */
  instead?: string | undefined;
  onCorrect: () => void;
}

export function MemoryRow({ memory, why, instead, onCorrect }: Props) {
  const { client, queries } = useWorkspace();
  const members = useMemberLookup();
  const whoseOf = useWhose();
  const rights = useRights();
  const { id: memoryId, text, importance, scope, authorId, createdAt, expiresAt, sourceKind, sourceId, byProgram, supersededBy } = memory;
  const mayChange = scope === "person" || rights.write;
  const hasLeft = members.all.length > 0 && !members.all.some(({ id }) => id === authorId);
  const unsure = byProgram ? "A program wrote this" : hasLeft ? "Who wrote this has left" : null;
  const isWritten = sourceKind !== "message" && sourceKind !== "insight";
  const { act, busy } = useAct(queries.memory.key());
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1">
        <LongText text={text} className={cx("text-base", supersededBy && "text-ink-faint line-through")} />
        {instead === undefined ? null : (
          <p className="mt-0.5 line-clamp-2 text-sm wrap-anywhere text-ink-soft">
            Now: <bdi>{instead}</bdi>
          </p>
        )}
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
          {importance === "medium" ? null : <Badge tone={IMPORTANCES[importance].tone}>{IMPORTANCES[importance].label}</Badge>}
          <Badge className="max-w-64">
            <bdi className="truncate">{whoseOf(memory)}</bdi>
          </Badge>
          {supersededBy ? <Badge tone="outline">Replaced</Badge> : null}
          <span>
            {sourceKind === "insight" ? "learned" : <bdi>{members.byId(authorId).name}</bdi>}
            {byProgram ? ", by a program" : ""} · <RelativeTime at={createdAt} />
            {sourceKind === "message" && sourceId !== null ? (
              <>
                {" · "}
                <Source messageId={sourceId} />
              </>
            ) : null}
            {expiresAt ? ` · until ${sayTime("day", expiresAt)}` : ""}
            {why ? ` · found ${why}` : ""}
          </span>
        </p>
        {unsure !== null && isWritten && mayChange && !supersededBy ? (
          <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
            {unsure}: agents ask before they act on it.
            <Button size="sm" busy={busy} onClick={() => void act(() => client.memory.confirmMemory({ memoryId }))}>
              It is right
            </Button>
          </p>
        ) : null}
      </div>
      {mayChange ? (
        <div className="flex gap-1.5">
          {supersededBy ? null : (
            <Button size="sm" onClick={onCorrect}>
              Correct
            </Button>
          )}
          <ConfirmButton
            action="Forget"
            title="Forget this for good?"
            description="Agents will no longer bring it to mind, nor what it replaced. This cannot be undone."
            onConfirm={() => client.memory.forgetMemory({ memoryId })}
            stale={[queries.memory.key()]}
          />
        </div>
      ) : null}
    </li>
  );
}

/** Leads to the message that it was taken from; where that stands is asked for once somebody wants to know. */
function Source({ messageId }: { messageId: string }) {
  const { client } = useWorkspace();
  const go = useGo();
  const { act, busy } = useAct();
  const show = async () => {
    const { threadId } = await client.chat.getMessage({ messageId });
    go({ screen: "thread", threadId }, `?m=${messageId}`);
  };
  return (
    <button type="button" disabled={busy} onClick={() => void act(show)} className="touch-around underline underline-offset-2">
      from a message
    </button>
  );
}
