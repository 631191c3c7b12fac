import type { PushDriver } from "@openvibe/core/inbox";
import { AppError, messageOf } from "@openvibe/core/platform";
import { Agent, request } from "undici";
import webPush from "web-push";
import { checkAddress, checkedLookup } from "../network/index.ts";

interface WebPushOptions {
  /** Whom a push service can write to about what comes from here: an address of the platform, or mailto:. */
  contact: () => string;
  /** For a push service inside one's own network. */
  allowInside?: boolean;
}

const ANSWER_MS = 20_000;

/**
 * Encrypts as RFC 8291 and signs as RFC 8292 say. The address of a push service comes from a browser, so anybody can name any: only public
 * ones are dialled, and redirects are not followed.
 */
export function createWebPush({ contact, allowInside = false }: WebPushOptions): PushDriver {
  const reach = allowInside ? "network" : "public";
  const dispatcher = new Agent({
    connect: { timeout: ANSWER_MS, lookup: checkedLookup(reach) },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  });
  return {
    async send({ endpoint, p256dh, auth }, keys, { payload, topic, ttlSeconds }, signal) {
      checkAddress(endpoint, { reach, plain: "inside" });
      const subscription = { endpoint, keys: { p256dh, auth } };
      const subject = subjectOf(contact());
      const sealed = sealing(() =>
        webPush.generateRequestDetails(subscription, payload, {
          vapidDetails: { subject, ...keys },
          TTL: ttlSeconds,
          topic,
          urgency: "normal",
          contentEncoding: webPush.supportedContentEncodings.AES_128_GCM,
        }),
      );
      const { headers } = sealed;
      const { statusCode, body } = await request(sealed.endpoint, { method: "POST", headers, body: sealed.body, dispatcher, signal }).catch(
        (cause: unknown) => {
          if (cause instanceof AppError) throw cause;
          throw new Error(`The push service could not be reached: ${messageOf(cause)}`, { cause });
        },
      );
      await body.dump();
      if (statusCode >= 200 && statusCode < 300) return "sent";
      if (statusCode === 404 || statusCode === 410) return "gone";
      if (statusCode === 429 || statusCode >= 500) throw new Error(`The push service answers ${statusCode}`);
      throw new AppError("bad_request", `The push service refuses the notice with ${statusCode}.`);
    },
    close: () => dispatcher.close(),
  };
}

/** Push services take mailto: and https: only. */
function subjectOf(contact: string): string {
  return contact.startsWith("https:") || contact.startsWith("mailto:") ? contact : "mailto:openvibe@localhost";
}

function sealing<T>(seal: () => T): T {
  try {
    return seal();
  } catch (cause) {
    throw new AppError("bad_request", `The browser's push keys cannot be used: ${messageOf(cause)}`, { cause });
  }
}
