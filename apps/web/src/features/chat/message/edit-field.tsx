"use client";
import { type Message, MESSAGE_LIMIT } from "@openvibe/core/chat/model";
import { Button } from "@openvibe/ui/primitives/button";
import { type KeyboardEvent, useState } from "react";
import { useConversation } from "../conversation-context.ts";
import { useMessageActions } from "./use-message-actions.ts";

/** The message's text as a field, in its place. Enter keeps, Escape leaves. */
export function EditField({ message }: { message: Message }) {
  const talk = useConversation();
  const { edit } = useMessageActions();
  const [text, setText] = useState(message.text);
  const trimmed = text.trim();
  const sound = trimmed !== "" && trimmed.length <= MESSAGE_LIMIT;
  const keep = async () => {
    if (!sound) return;
    talk.edit(undefined);
    if (trimmed !== message.text && !(await edit(message, trimmed))) talk.edit(message.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") talk.edit(undefined);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void keep();
  };
  return (
    <div className="rounded-lg border border-brand/70 bg-raised p-1.5 shadow-sm">
      <textarea
        aria-label="Edit message"
        value={text}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to write here
        autoFocus
        dir="auto"
        onFocus={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-80 min-h-9 w-full resize-none bg-transparent px-1.5 py-1 text-md outline-none pointer-coarse:text-[1rem]"
      />
      <div className="flex items-center justify-end gap-1.5">
        <span className="mr-auto pl-1.5 text-2xs text-ink-faint max-md:hidden">Enter keeps it · Escape leaves it as it was</span>
        <Button size="sm" look="ghost" onClick={() => talk.edit(undefined)}>
          Cancel
        </Button>
        <Button size="sm" look="primary" disabled={!sound} onClick={() => void keep()}>
          Save
        </Button>
      </div>
    </div>
  );
}
