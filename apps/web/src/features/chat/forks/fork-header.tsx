"use client";
import { plainText } from "@openvibe/core/cards/model";
import type { Thread } from "@openvibe/core/chat/model";
import { IconButton, Button } from "@openvibe/ui/primitives/button";
import { Menu, MenuItem } from "@openvibe/ui/primitives/menu";
import { cx } from "@openvibe/ui/class-names";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ArrowRightLeft, CheckCheck, CornerLeftUp, Ellipsis, Link2, RotateCcw, Trash2, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useMemberLookup, useRights } from "../../identity/use-members.ts";
import { useGo } from "../../shell/navigation.tsx";
import { pathOf, threadPlace } from "../../shell/routes.ts";
import { sideOf } from "../side-of.ts";
import { ThreadTitle } from "../thread-title.tsx";
import { AbandonDialog } from "./abandon-dialog.tsx";
import { forkLook } from "./fork-chips.tsx";
import { ResolveDialog } from "./resolve-dialog.tsx";
import { useForkActions } from "./use-fork-actions.ts";

/** Where a side conversation comes from, how it stands, and how it ends. */
export function ForkHeader({
  fork,
  narrow,
  onHandoff,
  onJump,
  onClose,
}: {
  fork: Thread;
  narrow: boolean;
  onHandoff: () => void;
  onJump: (messageId: string) => void;
  onClose: () => void;
}) {
  const { workspace } = useWorkspace();
  const { write } = useRights();
  const { reopen } = useForkActions();
  const go = useGo();
  const [dialog, setDialog] = useState<"resolve" | "abandon">();
  const open = fork.status === "active";
  // Alone on a phone's screen, beside its thread on a wider one.
  const Heading = narrow ? "h1" : "h2";
  const look = forkLook(fork);
  const link = () => {
    const path = pathOf(workspace.id, threadPlace(fork.id, fork.fork?.parentThreadId));
    void navigator.clipboard.writeText(window.location.origin + path).then(() => toast.success("Link copied"));
  };
  return (
    <header className="shrink-0 border-b border-line">
      <div className="flex h-12 items-center gap-2 px-3">
        <IconButton
          label={narrow ? "Back to the thread" : "Close"}
          onClick={onClose}
          className={cx("shrink-0", !narrow && "order-last -ml-1.5")}
        >
          {narrow ? <ArrowLeft /> : <X />}
        </IconButton>
        <span className={cx("shrink-0 [&>svg]:size-4", look.tone)}>{look.icon}</span>
        <Heading className="mr-auto min-w-0 truncate text-base font-semibold" dir={sideOf(fork.title)}>
          <ThreadTitle thread={fork} />
        </Heading>
        {write && open ? (
          <Button size="sm" look="primary" onClick={() => setDialog("resolve")}>
            <CheckCheck className="size-3.5" /> Resolve
          </Button>
        ) : null}
        {write && !open ? (
          <Button size="sm" onClick={() => void reopen(fork)}>
            <RotateCcw className="size-3.5" /> Reopen
          </Button>
        ) : null}
        <Menu
          align="end"
          trigger={
            <button
              type="button"
              aria-label="More"
              className="grid size-8 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-hover"
            >
              <Ellipsis className="size-4" />
            </button>
          }
        >
          <MenuItem onClick={link}>
            <Link2 /> Copy link
          </MenuItem>
          <MenuItem onClick={() => go({ screen: "thread", threadId: fork.id })}>
            <CornerLeftUp /> Open as the main view
          </MenuItem>
          <MenuItem onClick={onHandoff}>
            <ArrowRightLeft /> {write ? "Write a handoff…" : "Handoffs"}
          </MenuItem>
          {write && open ? (
            <MenuItem danger onClick={() => setDialog("abandon")}>
              <Trash2 /> Abandon…
            </MenuItem>
          ) : null}
        </Menu>
      </div>
      <Origin fork={fork} onJump={onJump} />
      <ResolveDialog fork={fork} open={dialog === "resolve"} onOpenChange={(shown) => setDialog(shown ? "resolve" : undefined)} />
      <AbandonDialog fork={fork} open={dialog === "abandon"} onOpenChange={(shown) => setDialog(shown ? "abandon" : undefined)} />
    </header>
  );
}

function Origin({ fork, onJump }: { fork: Thread; onJump: (messageId: string) => void }) {
  const { queries } = useWorkspace();
  const members = useMemberLookup();
  const messageId = fork.fork?.messageId ?? "";
  const { data } = useQuery(queries.chat.getMessage.queryOptions({ input: { messageId }, enabled: messageId !== "", staleTime: 60_000 }));
  if (!fork.fork) return null;
  const said = data ? (data.deletedAt ? "(deleted)" : plainText(data.text) || "a card") : "…";
  return (
    <button
      type="button"
      onClick={() => onJump(messageId)}
      className="flex w-full min-w-0 items-baseline gap-1.5 px-4 pb-2.5 text-left pointer-coarse:items-center pointer-coarse:pb-0 text-xs text-ink-faint hover:text-ink"
    >
      <CornerLeftUp aria-hidden className="size-3 shrink-0 translate-y-0.5 pointer-coarse:translate-y-0" />
      <bdi className="max-w-1/2 shrink-0 truncate">from {data ? members.byId(data.authorId).name : "a message"}:</bdi>
      <span className="min-w-0 truncate" dir={sideOf(said)}>
        {said}
      </span>
    </button>
  );
}
