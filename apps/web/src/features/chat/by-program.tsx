"use client";
import { Bot } from "lucide-react";
import { MessageMark } from "./message-mark.tsx";

/** Says that a program wrote a message in a person's name, and what that means. */
export function ByProgram({ name }: { name: string }) {
  return (
    <MessageMark icon={<Bot aria-hidden className="size-3" />} label="by a program" title="Written by a program">
      A program wrote this with a key of <bdi>{name}</bdi>. Agents do no more for it than that key allows, and ask a person before they use
      a tool that changes something.
    </MessageMark>
  );
}
