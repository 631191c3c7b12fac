"use client";
import { Avatar } from "@openvibe/ui/components/avatar";
import { useDoing } from "../../data/use-live.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup } from "../identity/use-members.ts";

const names = new Intl.ListFormat("en");
const NAMED = 3;

/** Who types, thinks or checks now. Its height is always there, so that nothing moves when somebody begins. */
export function DoingLine({ threadId }: { threadId: string }) {
  const { workspace } = useWorkspace();
  const members = useMemberLookup();
  const doing = Map.groupBy(
    useDoing(threadId).filter(({ memberId }) => memberId !== workspace.memberId),
    (each) => each.doing,
  );
  const agents = [...new Set([...doing.values()].flat().map(({ memberId }) => memberId))]
    .map((memberId) => members.byId(memberId))
    .filter(({ kind }) => kind === "agent")
    .slice(0, NAMED);
  const said = [...doing].map(([what, who]) => {
    const shown = who.slice(0, NAMED).map(({ memberId }) => members.byId(memberId).name);
    const more = who.length - shown.length;
    return `${names.format(more > 0 ? [...shown, `${more} more`] : shown)} ${who.length === 1 ? "is" : "are"} ${what}`;
  });
  return (
    <p aria-live="off" className="mx-auto flex h-5 w-full max-w-[50rem] items-center gap-2 px-5 text-xs text-ink-faint md:px-7">
      {said.length > 0 ? (
        <>
          <span aria-hidden className="flex gap-0.5">
            {[0, 150, 300].map((delay) => (
              <span key={delay} style={{ animationDelay: `${delay}ms` }} className="size-1 animate-pulse-soft rounded-full bg-current" />
            ))}
          </span>
          {agents.map((agent) => (
            <Avatar key={agent.id} member={agent} size="xs" className="size-4.5" />
          ))}
          <span className="truncate">{said.join(" · ")}…</span>
        </>
      ) : null}
    </p>
  );
}
