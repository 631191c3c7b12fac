"use client";
import { type Message, MESSAGE_LIMIT } from "@openvibe/core/chat/model";
import { Button } from "@openvibe/ui/primitives/button";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { keepOnDevice } from "../../../data/keep-on-device.ts";
import { useDraft } from "../../../data/use-draft.ts";
import { useConversation } from "../conversation-context.ts";
import { sideOf } from "../side-of.ts";
import { useCompleting } from "../use-completing.tsx";
import { useMessageActions } from "./use-message-actions.ts";

/** The message's text as a field, in its place. Enter keeps, Escape leaves. What was changed and could not be saved, or was left otherwise, is there again. */
export function EditField({ message }: { message: Message }) {
  const talk = useConversation();
  const { edit } = useMessageActions();
  const draftKey = `openvibe.edit.${message.id}`;
  const [text, setText] = useDraft(draftKey, message.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const [isHigh, setIsHigh] = useState(false);
  useLayoutEffect(() => setIsHigh((field.current?.getBoundingClientRect().top ?? 0) < window.innerHeight / 2), []);
  const completing = useCompleting(text, setText, field, isHigh);
  const trimmed = text.trim();
  const sound = trimmed !== "" && trimmed.length <= MESSAGE_LIMIT;
  const leave = () => {
    keepOnDevice(draftKey, undefined);
    talk.edit(undefined);
  };
  const keep = async () => {
    if (!sound) return;
    if (trimmed === message.text) {
      leave();
      return;
    }
    talk.edit(undefined);
    if (await edit(message, trimmed)) keepOnDevice(draftKey, undefined);
    else talk.edit(message.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || completing.onKeyDown(event)) return;
    if (event.key === "Escape") leave();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void keep();
  };
  return (
    <div className="relative rounded-lg border border-brand/70 bg-raised p-1.5 shadow-sm">
      {completing.list}
      <textarea
        ref={field}
        aria-label="Edit message"
        value={text}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to write here
        autoFocus
        dir={sideOf(text)}
        {...completing.fieldProps}
        onFocus={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
        onChange={(event) => {
          setText(event.currentTarget.value);
          completing.onType(event.currentTarget.selectionStart);
        }}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-80 min-h-9 w-full resize-none bg-transparent px-1.5 py-1 text-md outline-none pointer-coarse:text-[1rem]"
      />
      <div className="flex items-center justify-end gap-1.5">
        <span className="mr-auto pl-1.5 text-2xs text-ink-faint max-md:hidden">Enter keeps it · Escape leaves it as it was</span>
        <Button size="sm" look="ghost" onClick={leave}>
          Cancel
        </Button>
        <Button size="sm" look="primary" disabled={!sound} onClick={() => void keep()}>
          Save
        </Button>
      </div>
    </div>
  );
}
