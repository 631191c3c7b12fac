import type { SilentAgent } from "@openvibe/core/agents/model";
import type { Message } from "@openvibe/core/chat/model";
import { useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";

const NAMES = new Intl.ListFormat("en");

/** Tells who asked, and nobody else, that the agent they named or that usually answers does not; gone once a person has said something after it. */
export function NotTakenUp({ message }: { message: Message }) {
  const { workspace, queries } = useWorkspace();
  const isOwn = message.authorId === workspace.memberId && !message.deletedAt;
  const input = { messageId: message.id };
  const { data = [] } = useQuery(queries.agents.listSilentAgents.queryOptions({ input, enabled: isOwn, staleTime: 60_000 }));
  const byReason = [...Map.groupBy(data, ({ why }) => why)];
  if (!isOwn || byReason.length === 0) return null;
  return (
    <p role="status" className="mt-1 flex items-start gap-1.5 text-xs text-pretty text-ink-soft">
      <BellOff aria-hidden className="mt-0.5 size-3 shrink-0 text-ink-faint" />
      <span className="wrap-anywhere">
        {byReason.map(([why, agents]) => (
          <Reason key={why} why={why} agents={agents} />
        ))}
        Only you see this.
      </span>
    </p>
  );
}

function Reason({ why, agents }: { why: SilentAgent["why"]; agents: readonly SilentAgent[] }) {
  const { manage } = useRights();
  const [first] = agents;
  const several = agents.length > 1;
  const names = <bdi>{NAMES.format(agents.map(({ name }) => name))}</bdi>;
  if (why === "never_here") return <>Agents never answer in this channel. Its settings say so. </>;
  if (why === "outside")
    return (
      <>
        {names} {several ? "are" : "is"} not in this conversation, and nobody can be called into it. Ask in a channel, or in a conversation
        with {several ? "them" : "it"}.{" "}
      </>
    );
  if (why === "another")
    return (
      <>
        One agent answers a message, the first that it names. Name {names} in a message of {several ? "their" : "its"} own.{" "}
      </>
    );
  if (why === "not_called")
    return (
      <>
        {names} {several ? "were" : "was"} not called when this was sent. Name {several ? "them" : "it"} in a new message.{" "}
      </>
    );
  return (
    <>
      {why === "usual_off" ? (
        <>{names} would answer here, but is turned off. </>
      ) : (
        <>
          {names} {several ? "are turned off here and do" : "is turned off here and does"} not answer.{" "}
        </>
      )}
      {manage ? (
        <>
          <RouteLink
            to={{ screen: "agents" }}
            search={first && !several ? `?tab=team&agent=${first.agent}&part=abilities` : "?tab=team"}
            className="text-brand-text underline underline-offset-2"
          >
            Turn {several ? "them" : "it"} on
          </RouteLink>
          .
        </>
      ) : (
        "An admin can change that."
      )}{" "}
    </>
  );
}
