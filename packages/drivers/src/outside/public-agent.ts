import { AppError } from "@openvibe/core/platform";
import { Agent } from "undici";
import { checkAddress, checkedLookup, type Lookup } from "../network/index.ts";

/** No answer is larger on its way, however much its sender has to say. */
const MOST_BYTES = 16_000_000;

export interface PublicAgentOptions {
  /** This machine itself may be dialled too, for trying things out. */
  allowLoopback?: boolean;
  lookup?: Lookup;
}

export interface PublicAgent {
  readonly dispatcher: Agent;
  /** Throws what is wrong with an address, as far as it can be seen without dialling it. */
  readonly check: (text: string) => URL;
}

/** Dials public addresses alone: what a name resolves to is looked at, and that very address is used. */
export function publicAgent(options: PublicAgentOptions, limitMs: number): PublicAgent {
  const { allowLoopback = false, lookup } = options;
  const reach = allowLoopback ? "machine" : "public";
  return {
    dispatcher: new Agent({
      connect: { lookup: checkedLookup(reach, lookup), timeout: limitMs },
      headersTimeout: limitMs,
      bodyTimeout: limitMs,
      maxResponseSize: MOST_BYTES,
    }),
    check: (text) => checkAddress(text, { reach, plain: "anywhere" }),
  };
}

/** The first sentence behind a failed connection that a person can use. */
export function reasonOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof AppError) return each.message;
    if (!(each.cause instanceof Error)) return each.message.slice(0, 200);
  }
  return String(error).slice(0, 200);
}
