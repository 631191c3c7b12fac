"use client";
import { MESSAGE_LIMIT } from "@openvibe/core/chat/model";
import type { Attachment } from "@openvibe/core/files/model";
import { cx } from "@openvibe/ui/class-names";
import { IconButton } from "@openvibe/ui/primitives/button";
import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useDraft } from "../../data/use-draft.ts";
import { AttachButton } from "../files/attach-button.tsx";
import { AttachmentTray } from "../files/attachment-tray.tsx";
import { DropOverlay } from "../files/drop-overlay.tsx";
import { pastedFiles, useFileDrop } from "../files/dropped-files.ts";
import { useUploads } from "../files/use-uploads.ts";
import { sideOf } from "./side-of.ts";
import { useCompleting } from "./use-completing.tsx";

const NEAR_LIMIT = MESSAGE_LIMIT - 1000;

export interface ComposerHandle {
  focus: () => void;
  /** Puts text before what is written, and the caret at the end. */
  insert: (text: string) => void;
}

/** Enter sends, Shift+Enter breaks the line, "@", "#" and ":" complete members, channels, threads and emoji. ↑ in an empty field edits one's last message. The draft outlives a reload. */
export function Composer({
  draftKey,
  placeholder,
  onSend,
  onEditLast,
  onTyping,
  autoFocus = false,
  ref,
}: {
  draftKey: string;
  placeholder: string;
  onSend: (text: string, attachments: Attachment[]) => void;
  onEditLast?: () => void;
  onTyping?: (on: boolean) => void;
  ref?: Ref<ComposerHandle>;
  autoFocus?: boolean;
}) {
  const [text, setText] = useDraft(`openvibe.draft.${draftKey}`);
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useUploads(draftKey);
  const drop = useFileDrop(files.add);

  // Not by the attribute: it counts before a pane that comes into sight can take the focus.
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);

  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    insert: (added) => {
      const next = added + text;
      setText(next);
      requestAnimationFrame(() => {
        field.current?.focus();
        field.current?.setSelectionRange(next.length, next.length);
      });
    },
  }));

  const completing = useCompleting(text, setText, field);
  const tooLong = text.trim().length > MESSAGE_LIMIT;
  const sendable = (text.trim() !== "" || files.any) && !tooLong && !files.busy;
  const send = () => {
    const trimmed = text.trim();
    if (!sendable) return;
    onSend(trimmed, files.take());
    onTyping?.(false);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (completing.onKeyDown(event)) return;
    if (event.key === "ArrowUp" && text === "" && onEditLast) {
      event.preventDefault();
      onEditLast();
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };

  return (
    <div className="mx-auto w-full max-w-[50rem] px-3 pb-3 md:px-5 md:pb-4">
      <div
        {...drop.handlers}
        className="relative rounded-xl border border-line-strong bg-raised shadow-sm transition-[border-color,box-shadow] focus-within:border-brand/70 focus-within:shadow-md"
      >
        <DropOverlay over={drop.over} />
        <AttachmentTray {...files} />
        {completing.list}
        <textarea
          ref={field}
          value={text}
          rows={1}
          dir={sideOf(text)}
          aria-label={placeholder}
          placeholder={placeholder}
          {...completing.fieldProps}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onTyping?.(event.currentTarget.value !== "");
            completing.onType(event.currentTarget.selectionStart);
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const pasted = pastedFiles(event);
            if (pasted.length === 0) return;
            event.preventDefault();
            files.add(pasted);
          }}
          className="field-sizing-content max-h-60 min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-md outline-none pointer-coarse:text-[1rem]"
        />
        <div className="flex items-center gap-1 px-2 pb-2">
          <AttachButton onFiles={files.add} className="size-7.5" />
          <span className={cx("pl-1 text-2xs text-ink-faint max-md:invisible", tooLong && "text-danger max-md:visible")}>
            {text.length > NEAR_LIMIT
              ? `${text.trim().length.toLocaleString("en")} of ${MESSAGE_LIMIT.toLocaleString("en")} characters`
              : "@ calls a person or an agent · Shift+Enter for a new line"}
          </span>
          <IconButton
            label="Send"
            shortcut="↵"
            look={sendable ? "brand" : "ghost"}
            disabled={!sendable}
            onClick={send}
            className="ml-auto size-7.5 rounded-lg"
          >
            <ArrowUp />
          </IconButton>
        </div>
      </div>
    </div>
  );
}
