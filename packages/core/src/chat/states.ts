import type { ThreadStatus } from "./model.ts";

/** What can happen to a thread. `write` is a message in it; `undo` takes a resolution back, `reopen` goes on where it ended. */
export const THREAD_MOVES = ["write", "resolve", "undo", "abandon", "archive", "reopen"] as const;
export type ThreadMove = (typeof THREAD_MOVES)[number];

const NEXT: Readonly<Record<ThreadStatus, Partial<Record<ThreadMove, ThreadStatus>>>> = {
  active: { write: "active", resolve: "resolved", abandon: "abandoned", archive: "archived" },
  archived: { write: "active", reopen: "active" },
  resolved: { undo: "active", reopen: "active" },
  abandoned: { reopen: "active" },
};

/** The status after the move, or undefined where it is not allowed. */
export function next(state: { status: ThreadStatus; isFork: boolean }, move: ThreadMove): ThreadStatus | undefined {
  if (state.isFork) return NEXT[state.status][move];
  if (move === "abandon") return undefined;
  // A side conversation has brought its outcome home; a thread is where its people go on, and agents report.
  return state.status === "resolved" && move === "write" ? "active" : NEXT[state.status][move];
}
