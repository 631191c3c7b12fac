import { newId } from "../platform/index.ts";
import type { OpenCall } from "./lost.ts";

/** The id of the "call" of a reservation from which calls to come are let through begins with it. */
export const ALLOWANCE = "alw_";

/** Money held ahead in one row of the database, from which this process lets calls through by itself. */
export interface Allowance {
  readonly id: string;
  readonly workspaceId: string;
  readonly budgetIds: readonly string[];
  readonly onCredit: boolean;
  /** What was granted. */
  readonly grantedMicros: number;
  /** What of it the database holds still. */
  heldMicros: number;
  /** What calls under way may take of it. */
  takenMicros: number;
  /** Nothing more is let through after it; long before the database lets go of what a dead process held. */
  readonly goodUntil: number;
  /** Its free part goes back, and nothing more is let through. */
  closed: boolean;
}

/** What a call under way holds of an allowance. */
export interface Ticket {
  readonly allowance: Allowance;
  readonly amountMicros: number;
  /** What is booked of the call where this process dies; nothing when left out. */
  readonly call?: OpenCall | undefined;
}

/** Asks for an allowance. */
export interface Allotment {
  readonly kind: "allotment";
  readonly budgetIds: readonly string[];
  readonly onCredit: boolean;
  readonly wantedMicros: number;
  readonly leastMicros: number;
  granted: Allowance | undefined;
}

/** Gives the free part of a closed allowance back. */
export interface HandBack {
  readonly kind: "hand_back";
  readonly allowance: Allowance;
}

/** A share of what is left on the tightest budget. */
const SHARE = 0.1;

/** What may be held ahead where so much is left; 0 when too little is left to hold anything back from others. */
export function grantOf(leftMicros: number, { wantedMicros, leastMicros }: Allotment): number {
  const micros = Math.min(wantedMicros, Math.floor(leftMicros * SHARE));
  return micros < leastMicros ? 0 : micros;
}

export function newAllowance(about: Pick<Allowance, "workspaceId" | "budgetIds" | "onCredit" | "grantedMicros" | "goodUntil">): Allowance {
  return { ...about, id: newId("rsv"), heldMicros: about.grantedMicros, takenMicros: 0, closed: false };
}

/** What the database lets go of for calls that have ended, and for a free part that goes back. */
export interface Release {
  readonly allowance: Allowance;
  readonly micros: number;
  /** Nothing is left under way: the whole row goes. */
  readonly whole: boolean;
}

/** What each ticket of a call pays of its cost: the first as much as it has, the next what is left. */
export function sharesOf(tickets: readonly Ticket[], costMicros: number): { ticket: Ticket; costMicros: number }[] {
  let left = costMicros;
  return tickets.map((ticket) => {
    const share = Math.min(left, ticket.amountMicros);
    left -= share;
    return { ticket, costMicros: share };
  });
}

/** Open allowances get back what a call did not use; from closed ones all of it goes. */
export function releasesOf(ended: readonly { ticket: Ticket; costMicros: number }[], returned: readonly Allowance[]): readonly Release[] {
  const back = new Set(returned);
  const byAllowance = Map.groupBy(ended, ({ ticket }) => ticket.allowance);
  for (const allowance of back) if (!byAllowance.has(allowance)) byAllowance.set(allowance, []);
  return [...byAllowance].map(([allowance, list]) => {
    const taken = list.reduce((all, { ticket }) => all + ticket.amountMicros, 0);
    const used = list.reduce((all, { ticket, costMicros }) => all + Math.min(costMicros, ticket.amountMicros), 0);
    const free = back.has(allowance) ? allowance.heldMicros - allowance.takenMicros : 0;
    const micros = allowance.closed ? taken + free : used;
    return { allowance, micros: Math.min(micros, allowance.heldMicros), whole: allowance.closed && allowance.takenMicros === taken };
  });
}
