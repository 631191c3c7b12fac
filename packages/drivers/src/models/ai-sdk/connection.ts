import { Agent } from "undici";
import { directFetch, openExchange, type Exchange, type Outgoing } from "./direct-fetch.ts";
import { checkAddress, checkedLookup, type Lookup, type Reach } from "../../network/index.ts";

export interface ConnectionOptions {
  reach?: Reach;
  connectMs?: number;
  /** Until an answer begins; a whole answer begins when it is written. */
  firstByteMs?: number;
  /** Between two pieces of an answer. */
  idleMs?: number;
  mostBytes?: number;
  lookup?: Lookup;
}

export interface Connection {
  fetch: typeof globalThis.fetch;
  /** The same without what `fetch` makes of an answer; the address is one that `check` has let pass. */
  open(url: URL, outgoing: Outgoing): Promise<Exchange>;
  /** The address; throws an AppError that says what is wrong with it. */
  check(address: string): URL;
  close(): Promise<void>;
}

/** Calls providers over connections that are kept open; an address is looked at before it is dialled, and that very address is used. */
export function openConnection(options: ConnectionOptions = {}): Connection {
  const { reach = "public", connectMs = 10_000, firstByteMs = 300_000, idleMs = 90_000, mostBytes = 32_000_000, lookup } = options;
  const agent = new Agent({
    connect: { lookup: checkedLookup(reach, lookup), timeout: connectMs },
    headersTimeout: firstByteMs,
    bodyTimeout: idleMs,
    maxResponseSize: mostBytes,
    keepAliveTimeout: 30_000,
  });

  const check = (text: string) => checkAddress(text, { reach, plain: "inside", secretPlace: "the key goes into its own field" });

  async function call(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const address = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
    // NOTE: it follows no redirect, which would take the key along to wherever it leads.
    return directFetch(agent, check(address), init ?? {});
  }
  return { fetch: call, open: (url, outgoing) => openExchange(agent, url, outgoing), check, close: () => agent.destroy() };
}
