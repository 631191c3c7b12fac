import type { HookAnswer, HookRequest, HookSender } from "@openvibe/core/webhooks";
import { messageOf } from "@openvibe/core/platform";
import { Agent, request } from "undici";
import { checkAddress, checkedLookup, type Lookup } from "../network/index.ts";

const LIMIT_MS = 15_000;
const BODY_SHOWN = 2_000;
const MOST_HEADERS = 40;
const LONGEST_HEADER = 500;
const REDIRECTED = "It answered with a redirect, which is not followed. Enter the address that it leads to.";
const FAULTS: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: "The receiver hung up before it had answered.",
  ECONNRESET: "The receiver hung up before it had answered.",
  ECONNREFUSED: "Nothing listens at this address.",
  ENOTFOUND: "There is no host of this name.",
};

export interface HookSenderOptions {
  allowLoopback?: boolean;
  lookup?: Lookup;
  /** For how long an answer is waited for. */
  limitMs?: number;
}

/**
 * Posts with redirects off, to addresses that were looked at before they were dialled: what a name resolves to is checked, and that very
 * address is used. With `allowLoopback` this machine itself may be told, in the clear too, for trying things out.
 */
export function createHookSender({ allowLoopback = false, lookup, limitMs = LIMIT_MS }: HookSenderOptions = {}): HookSender {
  const reach = allowLoopback ? "machine" : "public";
  const connect = { lookup: checkedLookup(reach, lookup), timeout: limitMs };
  const agent = new Agent({ connect, headersTimeout: limitMs, bodyTimeout: limitMs });
  const check = (text: string) => void checkAddress(text, { reach, plain: "inside", secretPlace: "webhooks are signed" });
  return {
    check,
    async send({ url, headers, body }: HookRequest, signal: AbortSignal): Promise<HookAnswer> {
      const begun = performance.now();
      const taken = () => Math.round(performance.now() - begun);
      try {
        check(url);
        const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
        const answer = await request(url, { method: "POST", headers: { ...headers }, body, dispatcher: agent, signal: limit });
        return {
          durationMs: taken(),
          status: answer.statusCode,
          headers: shortened(answer.headers),
          body: await beginning(answer.body),
          error: answer.statusCode >= 300 && answer.statusCode < 400 ? REDIRECTED : null,
        };
      } catch (error) {
        return { durationMs: taken(), status: null, headers: {}, body: "", error: whyUnanswered(error, limitMs) };
      }
    },
    close: () => agent.destroy(),
  };
}

/** For the log of deliveries, which people read who did not write the receiver. */
function whyUnanswered(error: unknown, limitMs: number): string {
  const { name, code = "" } = error as { name?: string; code?: string };
  const isLate = name === "TimeoutError" || /^UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT$/.test(code);
  if (isLate) return `No whole answer came within ${limitMs / 1_000} seconds.`;
  return FAULTS[code] ?? messageOf(error).slice(0, 300);
}

function shortened(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const shown = Object.entries(headers).slice(0, MOST_HEADERS);
  return Object.fromEntries(shown.map(([name, value]) => [name, String(value).slice(0, LONGEST_HEADER)]));
}

/** The rest is not read: an answer may be endless. */
async function beginning(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= BODY_SHOWN) break;
  }
  // NOTE: the database takes no zero characters.
  return text.slice(0, BODY_SHOWN).toWellFormed().replaceAll("\u0000", "");
}
