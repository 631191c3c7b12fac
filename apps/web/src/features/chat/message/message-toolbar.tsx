"use client";
import type { Message } from "@openvibe/core/chat/model";
import { cx } from "@openvibe/ui/class-names";
import { IconButton } from "@openvibe/ui/primitives/button";
import { Menu, MenuItem, MenuSeparator } from "@openvibe/ui/primitives/menu";
import {
  Copy,
  Ellipsis,
  GitFork,
  History,
  Info,
  Link2,
  Mail,
  MailOpen,
  Pencil,
  Pin,
  PinOff,
  Quote,
  Smile,
  SmilePlus,
  Trash2,
} from "lucide-react";
import { type ComponentProps, useLayoutEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { HowDialog } from "../../agents/answer-footer.tsx";
import { RateButtons } from "../../agents/rate-buttons.tsx";
import { useRights } from "../../identity/use-members.ts";
import { ConfirmDialog } from "../../shell/confirm.tsx";
import { useConversation } from "../conversation-context.ts";
import { QUICK } from "./emoji.ts";
import { EmojiPicker } from "./emoji-picker.tsx";
import { useMessageActions } from "./use-message-actions.ts";
import { WhoReacted } from "./who-reacted.tsx";

const QUICK_SHOWN = 3;

const BAR = cx(
  // Above what is said, never over it: a link at the end of the first line can be clicked.
  "absolute right-2 bottom-[calc(100%-0.25rem)] z-10 flex items-center gap-px rounded-lg border border-line bg-raised p-0.5 shadow-sm",
  "opacity-0 group-focus-visible/message:opacity-100 group-has-focus-visible/message:opacity-100 group-hover/message:opacity-100 has-data-popup-open:opacity-100 pointer-coarse:-top-1.5 pointer-coarse:right-0 pointer-coarse:bottom-auto pointer-coarse:border-transparent pointer-coarse:bg-transparent pointer-coarse:opacity-70 pointer-coarse:shadow-none",
  // With more than its one button it stands before what is under it.
  "pointer-coarse:has-[[aria-pressed]]:border-line pointer-coarse:has-[[aria-pressed]]:bg-raised pointer-coarse:has-[[aria-pressed]]:opacity-100",
);

type Touched = "not yet" | "by the keyboard" | "by a click";

/** What one can do with a message: above it under the mouse or the keyboard's focus; on a touch screen and in a narrow window behind one button. */
export function MessageToolbar({ message, awake }: { message: Message; awake: boolean }) {
  const [touched, setTouched] = useState<Touched>("not yet");
  if (awake || touched !== "not yet") return <WholeToolbar message={message} touched={touched} />;
  // Of a hundred messages one is touched: the others have a button that any reader finds, and that becomes the rest when it is.
  return (
    <div role="toolbar" aria-label="Message" className={BAR}>
      <MoreButton
        aria-haspopup="menu"
        onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && setTouched("by the keyboard")}
        onClick={() => setTouched("by a click")}
      />
    </div>
  );
}

function MoreButton(props: ComponentProps<"button">) {
  return (
    <button
      {...props}
      type="button"
      aria-label="More actions"
      className="grid size-6 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-10"
    >
      <Ellipsis className="size-4" />
    </button>
  );
}

function WholeToolbar({ message, touched }: { message: Message; touched: Touched }) {
  const { workspace } = useWorkspace();
  const { write, manage } = useRights();
  const talk = useConversation();
  const { react, pin, remove } = useMessageActions();
  const own = message.authorId === workspace.memberId;
  const copy = (text: string, said: string) => void navigator.clipboard.writeText(text).then(() => toast.success(said));
  const [explaining, setExplaining] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const [naming, setNaming] = useState(false);
  const isAnswer = message.writtenBy !== null && message.answerState === null;
  const more = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (touched === "by the keyboard") more.current?.focus();
  }, [touched]);
  return (
    <div role="toolbar" aria-label="Message" className={BAR}>
      {write ? (
        <span className="flex max-md:hidden pointer-coarse:hidden">
          {QUICK.slice(0, QUICK_SHOWN).map((emoji) => (
            <IconButton key={emoji} size="sm" label={`React with ${emoji}`} onClick={() => void react(message, emoji, true)}>
              <span aria-hidden className="text-sm">
                {emoji}
              </span>
            </IconButton>
          ))}
          <EmojiPicker
            onChoose={(emoji) => void react(message, emoji, true)}
            trigger={
              <button
                type="button"
                aria-label="Other reaction"
                className="grid size-6 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink"
              >
                <SmilePlus className="size-4" />
              </button>
            }
          />
          <IconButton
            size="sm"
            label={`${talk.forkWord} from here`}
            onClick={() => talk.fork(message)}
            className="w-auto gap-1 px-1.5 text-xs"
          >
            <GitFork /> <span aria-hidden>{talk.forkWord}</span>
          </IconButton>
        </span>
      ) : null}
      {write && isAnswer && !message.cards.some(({ type }) => type === "approval") ? <RateButtons messageId={message.id} /> : null}
      <Menu align="end" defaultOpen={touched === "by a click"} trigger={<MoreButton ref={more} />}>
        {write ? (
          <>
            <div role="group" aria-label="React" className="hidden justify-between px-1 py-1 max-md:flex pointer-coarse:flex">
              {QUICK.map((emoji) => (
                <MenuItem
                  key={emoji}
                  aria-label={`React with ${emoji}`}
                  onClick={() => void react(message, emoji, true)}
                  className="size-10 justify-center p-0 text-lg"
                >
                  {emoji}
                </MenuItem>
              ))}
            </div>
            <MenuItem onClick={() => talk.fork(message)}>
              <GitFork /> {talk.forkWord} from here
            </MenuItem>
            <MenuItem onClick={() => talk.quote(message)}>
              <Quote /> Quote
            </MenuItem>
            <MenuItem onClick={() => void pin(message, message.pinnedAt === null)}>
              {message.pinnedAt ? <PinOff /> : <Pin />} {message.pinnedAt ? "Unpin" : "Pin as a fact"}
            </MenuItem>
          </>
        ) : null}
        <MenuItem onClick={() => talk.markUnread(message)}>
          <Mail /> Mark unread from here
        </MenuItem>
        <MenuItem onClick={() => talk.readUpTo(message)}>
          <MailOpen /> Mark read up to here
        </MenuItem>
        <MenuItem onClick={() => copy(talk.linkTo(message), "Link copied")}>
          <Link2 /> Copy link
        </MenuItem>
        <MenuItem onClick={() => copy(message.text, "Text copied")}>
          <Copy /> Copy text
        </MenuItem>
        {message.reactions.length > 0 ? (
          <MenuItem onClick={() => setNaming(true)}>
            <Smile /> Who reacted
          </MenuItem>
        ) : null}
        {isAnswer ? (
          <MenuItem onClick={() => setExplaining(true)}>
            <Info /> How it came to be
          </MenuItem>
        ) : null}
        {message.editedAt && message.writtenBy === null ? (
          <MenuItem onClick={() => talk.showHistory(message)}>
            <History /> What it said before
          </MenuItem>
        ) : null}
        {own || manage ? <MenuSeparator /> : null}
        {own && message.writtenBy === null ? (
          <MenuItem onClick={() => talk.edit(message.id)}>
            <Pencil /> Edit
          </MenuItem>
        ) : null}
        {own || manage ? (
          <MenuItem danger onClick={() => setDeleting(true)}>
            <Trash2 /> Delete…
          </MenuItem>
        ) : null}
      </Menu>
      <WhoReacted message={message} open={naming} onOpenChange={setNaming} />
      <ConfirmDialog
        title="Delete this message?"
        description="It goes for everybody who could read it, with what agents remember of it. It cannot be brought back."
        action="Delete"
        open={deleting}
        onOpenChange={setDeleting}
        onConfirm={() => remove(message)}
        finalFocus={() => document.getElementById(message.id)}
      />
      {isAnswer ? <HowDialog messageId={message.id} threadId={message.threadId} open={explaining} onOpenChange={setExplaining} /> : null}
    </div>
  );
}
