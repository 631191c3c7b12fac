import { eq } from "drizzle-orm";
import { messageOf, newId, systemContext, write, type Platform } from "../platform/index.ts";
import type { Allowance, Release, Ticket } from "./allowance.ts";
import { letGo } from "./holds.ts";
import { reservations } from "./tables.ts";

/** A call that takes longer is noted beside its allowance. */
const NOTED_AFTER_MS = 250;

interface Tickets {
  readonly open: Map<string, Ticket>;
  /** Allowances from which calls were let through that are not noted yet. */
  readonly unnoted: Set<Allowance>;
}

const tickets = new WeakMap<Platform, Tickets>();

/** Says by which reservation the call is known from now on. */
export function keepTicket(platform: Platform, ticket: Ticket): string {
  const own = tickets.get(platform) ?? { open: new Map<string, Ticket>(), unnoted: new Set<Allowance>() };
  tickets.set(platform, own);
  const id = newId("rsv");
  own.open.set(id, ticket);
  if (own.unnoted.size === 0) setTimeout(() => void noteOpen(platform, own), NOTED_AFTER_MS).unref();
  own.unnoted.add(ticket.allowance);
  return id;
}

/** Which calls an allowance has let through that are under way, for who books them where this process dies. Their ends need no note: they are in the books. */
async function noteOpen(platform: Platform, { open, unnoted }: Tickets): Promise<void> {
  const calls = Map.groupBy(open.values(), ({ allowance }) => allowance);
  const news = [...unnoted].filter((allowance) => calls.has(allowance));
  unnoted.clear();
  const notes = news.map((allowance) =>
    write(systemContext(platform), "billing:manage", (tx) => {
      const lost = (calls.get(allowance) ?? []).flatMap(({ call }) => call ?? []);
      return tx.db.update(reservations).set({ lost }).where(eq(reservations.id, allowance.id));
    }),
  );
  for (const { reason } of (await Promise.allSettled(notes)).filter((each) => each.status === "rejected"))
    platform.log.warn({ fault: messageOf(reason) }, "calls under way could not be noted");
}

export function ticketOf(platform: Platform, reservationId: string): Ticket | undefined {
  return tickets.get(platform)?.open.get(reservationId);
}

/** The database has let go of this; these calls have ended. */
export function tookBack(platform: Platform, releases: readonly Release[], endedIds: readonly string[]): void {
  const own = tickets.get(platform)?.open;
  for (const id of endedIds) {
    const ticket = own?.get(id);
    if (ticket) ticket.allowance.takenMicros -= ticket.amountMicros;
    own?.delete(id);
  }
  for (const { allowance, micros, whole } of releases) {
    allowance.heldMicros = whole ? 0 : allowance.heldMicros - micros;
    if (whole) letGo(platform, allowance.id);
  }
}
