"use client";
import { type ComponentProps, type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from "react";
import { type Completion, CompletionList } from "./completion-list.tsx";
import { complete, draftAt } from "./completions.ts";
import { useCompletions } from "./use-completions.tsx";

interface Completing {
  /** What fits, for a place beside the field; nothing where nothing is being named. */
  list: ReactNode;
  fieldProps: Pick<
    ComponentProps<"textarea">,
    "aria-autocomplete" | "aria-haspopup" | "aria-controls" | "aria-activedescendant" | "onSelect"
  >;
  /** To be called as the text changes by hand. */
  onType: (caret: number) => void;
  /** Whether the list took the key. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

/** "@", "#" and ":" complete members, channels, threads and emoji in a field, by the keyboard or a click. */
export function useCompleting(
  text: string,
  setText: (text: string) => void,
  field: RefObject<HTMLTextAreaElement | null>,
  below = false,
): Completing {
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  // A name that stands there as the field is opened takes no key from it.
  const [typed, setTyped] = useState(false);
  const [closedAt, setClosedAt] = useState<number>();
  const id = useId();
  const draft = draftAt(text, caret);
  const options = useCompletions(typed && draft && draft.start !== closedAt ? draft : undefined);
  const open = options.length > 0;
  const active = Math.min(chosen, options.length - 1);

  const choose = (option: Completion) => {
    if (!draft) return;
    const next = complete(text, caret, draft, option.insert);
    setText(next.text);
    setCaret(next.caret);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  return {
    list: open ? <CompletionList id={id} options={options} active={active} onChoose={choose} below={below} /> : null,
    fieldProps: {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": open ? id : undefined,
      "aria-activedescendant": open ? `${id}-${active}` : undefined,
      onSelect: (event) => setCaret(event.currentTarget.selectionStart),
    },
    onType: (at) => {
      setTyped(true);
      setCaret(at);
      setChosen(0);
      setClosedAt(undefined);
    },
    onKeyDown: (event) => {
      const option = open ? options[active] : undefined;
      if (!option) return false;
      if (event.key === "ArrowDown" || event.key === "ArrowUp")
        setChosen((active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
      else if (event.key === "Enter" || event.key === "Tab") choose(option);
      else if (event.key === "Escape") setClosedAt(draft?.start);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
