"use client";
import type { Thread } from "@openvibe/core/chat/model";
import { Badge } from "@openvibe/ui/primitives/badge";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { sideOf } from "./side-of.ts";

/** How a thread stands that is not open; a side conversation shows its own end. */
export function endedAs({ status, fork }: Thread): string | undefined {
  if (status === "archived") return "put away";
  return status === "resolved" && !fork ? "resolved" : undefined;
}

/** The title; a click turns it into a field. */
export function ThreadTitle({ thread }: { thread: Thread }) {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const rights = useRights();
  const [editing, setEditing] = useState(false);
  const rename = async (title: string) => {
    setEditing(false);
    if (!title || title === thread.title) return;
    try {
      const renamed = await client.chat.renameThread({ threadId: thread.id, title });
      cache.setQueryData(queries.chat.getThread.queryKey({ input: { threadId: thread.id } }), renamed);
    } catch (error) {
      toast.error(messageOf(error));
    }
  };
  const ended = endedAs(thread);
  if (!editing || !rights.write)
    return (
      <span className="flex min-w-0 items-center gap-2.5">
        {rights.write ? (
          <button
            type="button"
            title="Rename"
            onClick={() => setEditing(true)}
            dir={sideOf(thread.title)}
            className="block max-w-full truncate rounded-sm text-left hover:bg-hover hover:shadow-[0_0_0_4px_var(--hover)]"
          >
            {thread.title}
          </button>
        ) : (
          <bdi dir={sideOf(thread.title)} className="truncate">
            {thread.title}
          </bdi>
        )}
        {ended ? <Badge>{ended}</Badge> : null}
      </span>
    );
  return (
    <input
      aria-label="Title of the thread"
      dir={sideOf(thread.title)}
      defaultValue={thread.title}
      maxLength={80}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to write here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => void rename(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setEditing(false);
      }}
      className="w-72 max-w-full rounded-sm bg-sunken px-1 outline-brand"
    />
  );
}
