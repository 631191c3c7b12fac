"use client";
import { useEffect, useRef, useState } from "react";
import { type Heard, toReadOut, type Utterance } from "./read-out.ts";

/** Reads new messages of others out, once each, and an answer when it is whole: what is there when the talk is opened was not new. */
export function Announcer({
  messages,
  own,
  nameOf,
}: {
  /** Undefined while the end of the talk is not shown. */
  messages: readonly Utterance[] | undefined;
  own: string;
  nameOf: (id: string) => string;
}) {
  const [said, setSaid] = useState("");
  const heard = useRef<Heard>(undefined);
  useEffect(() => {
    if (!messages || messages.length === 0) return;
    const { lines, ...next } = toReadOut(messages, heard.current, own, nameOf);
    heard.current = next;
    if (lines.length > 0) setSaid(lines.join("\n"));
  }, [messages, own, nameOf]);
  return (
    <div aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
