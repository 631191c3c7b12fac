"use client";
import type { Message, Thread } from "@openvibe/core/chat/model";
import { cx } from "@openvibe/ui/class-names";
import { Pin } from "lucide-react";
import { memo, useState } from "react";
import { useText } from "../../../data/use-live.ts";
import type { MemberLookup } from "../../identity/use-members.ts";
import { AnswerFooter } from "../../agents/answer-footer.tsx";
import { NotTakenUp } from "../../agents/not-taken-up.tsx";
import { AttachmentList } from "../../files/attachment-list.tsx";
import { MessageCard } from "../cards/message-card.tsx";
import { ForkChips } from "../forks/fork-chips.tsx";
import { Markdown } from "../markdown.tsx";
import { AnswerState } from "./answer-state.tsx";
import { EditField } from "./edit-field.tsx";
import { MessageToolbar } from "./message-toolbar.tsx";
import { Reactions } from "./reactions.tsx";
import { TookOver } from "./took-over.tsx";

interface MessageViewProps {
  message: Message;
  members: MemberLookup;
  isLatest: boolean;
  isLastByPerson: boolean;
  forks: readonly Thread[];
  openForkId: string | undefined;
  isEdited: boolean;
  canAct: boolean;
}

/** One message with all that hangs on it. What can be done with it is made when somebody comes near it, not for every row. */
export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { message, members, isLatest, isLastByPerson, forks, openForkId, isEdited, canAct } = props;
  const [awake, setAwake] = useState(false);
  return (
    <div
      id={message.id}
      data-message={message.id}
      tabIndex={-1}
      onPointerEnter={({ pointerType }) => pointerType !== "touch" && setAwake(true)}
      onFocus={({ target, currentTarget }) => target === currentTarget && setAwake(true)}
      className={cx(
        "group/message relative -mx-2 scroll-mt-16 scroll-mb-8 rounded-lg px-2 py-1 hover:bg-hover/60 pointer-coarse:pr-10 pointer-coarse:hover:bg-transparent focus-visible:bg-hover data-flash:animate-flash",
        message.pinnedAt && "bg-warning-soft/40",
      )}
    >
      {message.pinnedAt ? (
        <p className="mb-0.5 flex items-center gap-1 text-2xs text-ink-faint">
          <Pin aria-hidden className="size-3" /> Pinned
        </p>
      ) : null}
      {isEdited ? <EditField message={message} /> : <Content message={message} members={members} isLatest={isLatest} />}
      {message.deletedAt ? null : <TookOver message={message} />}
      {isLastByPerson ? <NotTakenUp message={message} /> : null}
      {(isLatest || awake) && isAnswer(message) ? (
        <AnswerFooter messageId={message.id} threadId={message.threadId} isLatest={isLatest} />
      ) : null}
      <Reactions message={message} members={members} awake={awake} />
      <ForkChips forks={forks} openId={openForkId} />
      {canAct && !message.deletedAt ? <MessageToolbar message={message} awake={awake} /> : null}
    </div>
  );
});

/** Of an agent, at its end, whole or not, and still there. */
const isAnswer = ({ writtenBy, answerState, deletedAt }: Message): boolean =>
  deletedAt === null && answerState !== "writing" && (writtenBy !== null || answerState !== null);

function Content({ message, members, isLatest }: { message: Message; members: MemberLookup; isLatest: boolean }) {
  const text = useText(message);
  if (message.deletedAt) return <p className="text-sm text-ink-faint italic">This message was deleted.</p>;
  // What such a card says stands in the text too, for mails and for search.
  const saysAll = message.cards.some(({ type }) => type === "outcome" || type === "approval");
  return (
    <div className="space-y-2.5">
      {text && !saysAll ? (
        <div dir="auto">
          <Markdown text={text} members={members} />
          {message.editedAt && message.writtenBy === null ? <span className="text-2xs text-ink-faint">(edited)</span> : null}
        </div>
      ) : null}
      <AnswerState message={message} />
      <AttachmentList attachments={message.attachments} />
      {message.cards.map((card, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a message's cards keep their places
        <MessageCard key={index} card={card} message={message} isLatest={isLatest} />
      ))}
    </div>
  );
}
