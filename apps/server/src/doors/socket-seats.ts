import type { IncomingHttpHeaders } from "node:http";
import { contextFor, contextForKey, resolveSession } from "@openvibe/core/identity";
import { AppError, type Context, type ErrorCode, type Platform } from "@openvibe/core/platform";
import { bearerOf, keyHolderOf } from "./bearer.ts";

const CHECK_MS = 30_000;
/** Anything else, such as a database that does not answer, ends nobody's connection. */
const ENDS: ReadonlySet<ErrorCode> = new Set(["unauthenticated", "forbidden", "not_found"]);

/** Where the tabs sit that were opened with one session or key in one workspace: checked once for all of them. */
export interface Seat {
  /** Made anew with each check, so that a changed role holds. */
  readonly ctx: Context;
  /** Of the API key that it was taken with. */
  readonly keyId: string | undefined;
}

interface SeatedTab {
  disconnect(close: boolean): unknown;
}

export interface Seats {
  /** Throws where the session or key does not hold, or not for this workspace. `token` is for programs that cannot send `Authorization`. */
  find(headers: IncomingHttpHeaders, workspaceId: string, token: string | undefined): Promise<Seat>;
  /** From now on the seat is checked; where others came first with the same session or key, it is theirs. */
  take(seat: Seat, tab: SeatedTab): Seat;
  leave(seat: Seat, tab: SeatedTab): void;
  /** Open tabs of a member, whatever they were opened with. */
  tabsOf(memberId: string): number;
  close(): void;
}

interface KeptSeat extends Seat {
  ctx: Context;
  readonly name: string;
  readonly memberId: string;
  readonly cookie: string | undefined;
  readonly token: string | undefined;
  readonly tabs: Set<SeatedTab>;
}

export function keepSeats(platform: Platform, checkMs = CHECK_MS): Seats {
  const seats = new Map<string, KeptSeat>();
  const counts = new Map<string, number>();

  async function check(cookie: string | undefined, token: string | undefined, workspaceId: string): Promise<Seat> {
    const holder = await keyHolderOf(platform, token);
    if (holder) return { ctx: contextForKey(platform, holder, workspaceId), keyId: holder.keyId };
    const me = await resolveSession(platform, { cookie });
    if (!me) throw new AppError("unauthenticated", "Sign in first.");
    return { ctx: contextFor(platform, me, workspaceId), keyId: undefined };
  }

  async function checkAgain(seat: KeptSeat): Promise<void> {
    try {
      seat.ctx = (await check(seat.cookie, seat.token, seat.ctx.workspaceId)).ctx;
    } catch (error) {
      if (!(error instanceof AppError) || !ENDS.has(error.code)) return;
      for (const tab of seat.tabs) tab.disconnect(true);
    }
  }

  function count(memberId: string, by: number): void {
    const now = (counts.get(memberId) ?? 0) + by;
    if (now > 0) counts.set(memberId, now);
    else counts.delete(memberId);
  }

  const checks = setInterval(() => {
    for (const seat of seats.values()) void checkAgain(seat);
  }, checkMs).unref();

  return {
    async find(headers, workspaceId, token = bearerOf(headers)) {
      const { cookie } = headers;
      const found = await check(cookie, token, workspaceId);
      const name = JSON.stringify([workspaceId, token, cookie]);
      const seat: KeptSeat = { ...found, name, memberId: found.ctx.actor.id, cookie, token, tabs: new Set() };
      return seat;
    },
    take(seat, tab) {
      const found = seat as KeptSeat;
      const kept = seats.get(found.name) ?? found;
      kept.ctx = found.ctx;
      kept.tabs.add(tab);
      seats.set(kept.name, kept);
      count(kept.memberId, 1);
      return kept;
    },
    leave(seat, tab) {
      const kept = seat as KeptSeat;
      if (!kept.tabs.delete(tab)) return;
      count(kept.memberId, -1);
      if (kept.tabs.size === 0) seats.delete(kept.name);
    },
    tabsOf: (memberId) => counts.get(memberId) ?? 0,
    close: () => clearInterval(checks),
  };
}
