import type { HookAnswer, HookRequest, HookSender } from "@openvibe/core/webhooks";
import { messageOf } from "@openvibe/core/platform";
import { Agent, request } from "undici";
import { checkAddress, checkedLookup, type Lookup } from "../network/index.ts";

const LIMIT_MS = 15_000;
const BODY_SHOWN = 2_000;
const MOST_HEADERS = 40;
const LONGEST_HEADER = 500;

export interface HookSenderOptions {
  allowLoopback?: boolean;
  lookup?: Lookup;
}

/**
 * Posts with redirects off, to addresses that were looked at before they were dialled: what a name resolves to is checked, and that very
 * address is used. With `allowLoopback` this machine itself may be told, in the clear too, for trying things out.
 */
export function createHookSender({ allowLoopback = false, lookup }: HookSenderOptions = {}): HookSender {
  const reach = allowLoopback ? "machine" : "public";
  const connect = { lookup: checkedLookup(reach, lookup), timeout: LIMIT_MS };
  const agent = new Agent({ connect, headersTimeout: LIMIT_MS, bodyTimeout: LIMIT_MS });
  const check = (text: string) => void checkAddress(text, { reach, plain: "inside", secretPlace: "webhooks are signed" });
  return {
    check,
    async send({ url, headers, body }: HookRequest, signal: AbortSignal): Promise<HookAnswer> {
      const begun = performance.now();
      const taken = () => Math.round(performance.now() - begun);
      try {
        check(url);
        const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
        const answer = await request(url, { method: "POST", headers: { ...headers }, body, dispatcher: agent, signal: limit });
        return {
          durationMs: taken(),
          status: answer.statusCode,
          headers: shortened(answer.headers),
          body: await beginning(answer.body),
          error: null,
        };
      } catch (error) {
        return { durationMs: taken(), status: null, headers: {}, body: "", error: messageOf(error).slice(0, 300) };
      }
    },
    close: () => agent.destroy(),
  };
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
