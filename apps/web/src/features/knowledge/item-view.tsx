"use client";
import type { ContextItem } from "@openvibe/core/knowledge/model";
import { cx } from "@openvibe/ui/class-names";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Button } from "@openvibe/ui/primitives/button";
import { Menu, MenuItem, MenuSeparator } from "@openvibe/ui/primitives/menu";
import { CheckCheck, CircleDot, CornerUpLeft, Ellipsis, Pencil, Pin, Replace, Trash2 } from "lucide-react";
import { useState } from "react";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { useItemActions } from "./use-item-actions.ts";

const KINDS = {
  decision: { icon: <CheckCheck />, tone: "text-success", label: "Decision" },
  fact: { icon: <Pin />, tone: "text-brand-text", label: "Fact" },
  action: { icon: <CircleDot />, tone: "text-warning", label: "To do" },
} as const;
const SCOPES = { thread: "this thread", channel: "the channel", project: "the project", workspace: "everywhere" } as const;

export function ItemView({ item, threadId }: { item: ContextItem; threadId: string }) {
  const members = useMemberLookup();
  const { write } = useRights();
  const { edit, supersede, remove } = useItemActions();
  const [writing, setWriting] = useState<"edit" | "supersede">();
  const { icon, tone, label } = KINDS[item.kind];
  if (writing)
    return (
      <li>
        <ItemField
          label={writing === "edit" ? "Edit" : "What holds instead"}
          initial={item.text}
          onCancel={() => setWriting(undefined)}
          onSave={async (text) => {
            if (await (writing === "edit" ? edit(item, text) : supersede(item, text))) setWriting(undefined);
          }}
        />
      </li>
    );
  return (
    <li
      className={cx(
        "group/item flex gap-2.5 rounded-lg border border-line bg-raised px-3 py-2.5",
        item.supersededBy && "line-through decoration-1",
      )}
    >
      <span className={cx("mt-0.5 shrink-0 [&>svg]:size-4", tone)}>
        {icon}
        <span className="sr-only">{label}</span>
      </span>
      <div className="min-w-0 flex-1">
        <p dir="auto" className="text-base break-words whitespace-pre-wrap">
          {item.text}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-2xs text-ink-faint">
          <span>
            {members.byId(item.authorId).name}
            {item.byProgram ? ", by a program" : ""}
          </span>
          <RelativeTime at={item.updatedAt} />
          <span>{SCOPES[item.scope]}</span>
          {item.tags.map((tag) => (
            <span key={tag} className="rounded-full bg-sunken px-1.5">
              {tag}
            </span>
          ))}
          <Source item={item} threadId={threadId} />
        </p>
      </div>
      {write && !item.supersededBy ? (
        <Menu
          align="end"
          trigger={
            <button
              type="button"
              aria-label="Change"
              className="-mr-1 grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink"
            >
              <Ellipsis className="size-4" />
            </button>
          }
        >
          <MenuItem onClick={() => setWriting("edit")}>
            <Pencil /> Edit
          </MenuItem>
          <MenuItem onClick={() => setWriting("supersede")}>
            <Replace /> Replace by something newer
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger onClick={() => void remove(item)}>
            <Trash2 /> Take away
          </MenuItem>
        </Menu>
      ) : null}
    </li>
  );
}

function Source({ item, threadId }: { item: ContextItem; threadId: string }) {
  if (!item.sourceThreadId) return null;
  const search = item.sourceMessageId ? `?m=${item.sourceMessageId}` : "";
  const to =
    item.sourceThreadId === threadId
      ? ({ screen: "thread", threadId } as const)
      : ({ screen: "thread", threadId: item.sourceThreadId } as const);
  return (
    <RouteLink to={to} search={search} className="inline-flex items-center gap-0.5 underline-offset-2 hover:text-ink hover:underline">
      <CornerUpLeft aria-hidden className="size-3" /> where it was said
    </RouteLink>
  );
}

export function ItemField({
  label,
  initial,
  onSave,
  onCancel,
}: {
  label: string;
  initial: string;
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}) {
  const [text, setText] = useState(initial);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (!text.trim()) return;
    setBusy(true);
    await onSave(text.trim());
    setBusy(false);
  };
  return (
    <div className="rounded-lg border border-brand/70 bg-raised p-1.5">
      <textarea
        aria-label={label}
        value={text}
        dir="auto"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to write here
        autoFocus
        maxLength={2000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
        }}
        className="field-sizing-content max-h-60 min-h-14 w-full resize-none bg-transparent px-1.5 py-1 text-base outline-none pointer-coarse:text-[1rem]"
      />
      <div className="flex justify-end gap-1.5">
        <Button size="sm" look="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" look="primary" busy={busy} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}
