import { z } from "zod";

/** What the archive of a Slack workspace holds, as Slack publishes it; of each record what is used here. */
const Id = z.string().max(100);
/** Until the end of the year 9999. */
const LAST_SECOND = 253_402_300_799;

export const SlackUser = z.object({
  id: Id,
  name: z.string().default(""),
  real_name: z.string().nullish(),
  is_bot: z.boolean().nullish(),
  profile: z
    .object({ real_name: z.string().nullish(), display_name: z.string().nullish(), email: z.string().nullish() })
    .partial()
    .nullish(),
});
export type SlackUser = z.infer<typeof SlackUser>;

const Said = z.object({ value: z.string().default("") }).nullish();
export const SlackChannel = z.object({
  id: Id,
  /** Missing for direct talk. */
  name: z.string().nullish(),
  created: z.coerce.number().min(0).max(LAST_SECOND).nullish(),
  is_archived: z.boolean().nullish(),
  members: z.array(z.string()).nullish(),
  topic: Said,
  purpose: Said,
});
export type SlackChannel = z.infer<typeof SlackChannel>;

/** Seconds, then the count of the message within them: the name of a message in its channel. */
const SlackTime = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/)
  .refine((ts) => Number(ts) <= LAST_SECOND);

const SlackFile = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  permalink: z.string().nullish(),
  url_private: z.string().nullish(),
  /** "tombstone" once it was deleted. */
  mode: z.string().nullish(),
});

export const SlackMessage = z.object({
  type: z.string().default("message"),
  subtype: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  username: z.string().nullish(),
  bot_profile: z.object({ name: z.string().nullish() }).nullish(),
  user_profile: z.object({ real_name: z.string().nullish(), display_name: z.string().nullish() }).partial().nullish(),
  text: z.string().nullish(),
  ts: SlackTime,
  thread_ts: SlackTime.nullish(),
  edited: z.object({ ts: SlackTime.nullish() }).nullish(),
  pinned_to: z.array(z.string()).nullish(),
  reactions: z.array(z.object({ name: z.string(), users: z.array(z.string()).default([]) })).nullish(),
  files: z.array(SlackFile).nullish(),
  attachments: z
    .array(
      z.object({
        title: z.string().nullish(),
        title_link: z.string().nullish(),
        text: z.string().nullish(),
        fallback: z.string().nullish(),
        from_url: z.string().nullish(),
      }),
    )
    .nullish(),
});
export type SlackMessage = z.infer<typeof SlackMessage>;

/** In ms. */
export function timeOf(ts: string): Date {
  return new Date(Math.floor(Number(ts) * 1_000 + 1e-4));
}

/** What is finer than a ms, so that messages of the same moment keep their order. */
export function orderIn(ts: string): number {
  return Number((ts.split(".")[1] ?? "0").padEnd(6, "0").slice(3, 6));
}
