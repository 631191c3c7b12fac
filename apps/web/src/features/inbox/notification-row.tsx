"use client";
import { CREDIT } from "@openvibe/core/billing/model";
import { type NotificationKind, repeatsTitle, type ShownNotification } from "@openvibe/core/inbox/model";
import { Avatar } from "@openvibe/ui/components/avatar";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Button } from "@openvibe/ui/primitives/button";
import { Input } from "@openvibe/ui/primitives/input";
import { CircleHelp, Wallet } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { sideOf } from "../chat/side-of.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { threadPlace } from "../shell/routes.ts";

const SAID: Record<Exclude<NotificationKind, "question" | "budget">, string> = {
  mention: "named you",
  reply: "wrote in a thread you follow",
  direct: "wrote to you",
  outcome: "resolved a conversation of yours",
};

interface RowProps {
  notification: ShownNotification;
  onOpen: () => void;
}

/** One line of the bell: it leads to what it tells of, or takes the answer to a question. */
export function NotificationRow({ notification, onOpen }: RowProps) {
  const members = useMemberLookup();
  const { kind, threadId, parentThreadId, messageId, actorId, title, excerpt, createdAt } = notification;
  if (kind === "budget") return <BudgetRow notification={notification} onOpen={onOpen} />;
  if (kind === "question" || threadId === null) return <QuestionRow notification={notification} />;
  const author = members.byId(actorId);
  return (
    <li>
      <RouteLink
        to={threadPlace(threadId, parentThreadId)}
        search={messageId && !parentThreadId ? `?m=${messageId}` : ""}
        onClick={onOpen}
        className="flex gap-2.5 rounded-md px-2.5 py-2 hover:bg-hover"
      >
        <Avatar member={author} size="sm" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2 text-sm">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{author.name}</span> <span className="text-ink-soft">{SAID[kind]}</span>
            </span>
            <RelativeTime at={createdAt} className="shrink-0 text-2xs text-ink-faint" />
          </span>
          {repeatsTitle(notification) ? null : (
            <bdi dir={sideOf(title)} className="block truncate text-xs text-ink-soft">
              {title}
            </bdi>
          )}
          <span dir={sideOf(excerpt)} className="block truncate text-sm text-ink-faint">
            {excerpt}
          </span>
        </span>
      </RouteLink>
    </li>
  );
}

function BudgetRow({ notification: { budgetId, title, excerpt, createdAt }, onOpen }: RowProps) {
  return (
    <li>
      <RouteLink
        to={{ screen: "settings" }}
        search={`?tab=usage&at=${budgetId === CREDIT ? "Credit" : "Budgets"}`}
        onClick={onOpen}
        className="flex gap-2.5 rounded-md px-2.5 py-2 hover:bg-hover"
      >
        <Wallet aria-hidden className="mt-0.5 size-5 shrink-0 text-brand-text" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2 text-sm">
            <span className="min-w-0 flex-1 font-medium">
              {budgetId === CREDIT ? (
                title
              ) : (
                <>
                  The budget “<bdi>{title}</bdi>”
                </>
              )}
            </span>
            <RelativeTime at={createdAt} className="shrink-0 text-2xs text-ink-faint" />
          </span>
          <span className="block text-sm text-ink-faint">{excerpt}</span>
        </span>
      </RouteLink>
    </li>
  );
}

function QuestionRow({ notification: { taskId, excerpt, createdAt } }: { notification: ShownNotification }) {
  const { client } = useWorkspace();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const answer = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget).get("answer");
    if (taskId === null || typeof said !== "string" || said.trim() === "") return;
    setBusy(true);
    try {
      await client.runs.answerTask({ taskId, answer: said.trim() });
    } catch (error) {
      setProblem(messageOf(error));
    }
    setBusy(false);
  };
  return (
    <li className="flex gap-2.5 px-2.5 py-2">
      <CircleHelp aria-hidden className="mt-0.5 size-5 shrink-0 text-brand-text" />
      <form onSubmit={(event) => void answer(event)} className="grid min-w-0 flex-1 gap-1.5">
        <p className="flex items-baseline gap-2 text-sm">
          <span className="min-w-0 flex-1 font-medium">A task asks you</span>
          <RelativeTime at={createdAt} className="shrink-0 text-2xs text-ink-faint" />
        </p>
        <p dir="auto" className="text-sm text-ink-soft">
          {excerpt}
        </p>
        <div className="flex gap-2">
          <Input name="answer" aria-label="Your answer" className="h-7 text-sm" />
          <Button type="submit" size="sm" busy={busy}>
            Answer
          </Button>
        </div>
        {problem ? (
          <p role="alert" className="text-xs text-danger">
            {problem}
          </p>
        ) : null}
      </form>
    </li>
  );
}
