import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Platform } from "../platform/index.ts";
import { createBreaker, OPENING, type Breaker } from "./breaker.ts";

const TYPE = "admission.circuit_turned";
const Told = z.object({
  from: z.string(),
  key: z.string(),
  opened: z.number(),
  openMs: z.number(),
  probing: z.boolean(),
  because: z.object({ kind: z.enum(OPENING), message: z.string(), status: z.number().optional() }).optional(),
});

/** A breaker whose circuits the other processes of the installation hear of, and it of theirs: as far as signals come through, and by each one's own clock. */
export function createSharedBreaker({ clock, signals }: Pick<Platform, "clock" | "signals">): Breaker {
  const self = randomBytes(6).toString("base64url");
  const breaker = createBreaker(clock, (turned) =>
    signals.publish({
      type: TYPE,
      workspaceId: "*",
      channelId: null,
      payload: { from: self, ...turned } satisfies z.infer<typeof Told>,
      key: `${TYPE}/${turned.key}`,
    }),
  );
  signals.subscribe((batch) => {
    for (const { type, payload } of batch) {
      const told = type === TYPE ? Told.safeParse(payload).data : undefined;
      if (told && told.from !== self) breaker.learn(told);
    }
  });
  return breaker;
}
