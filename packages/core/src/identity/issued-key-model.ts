import { z } from "zod";
import { Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** What a person calls a key, to know what it is for. */
export const KeyName = z
  .string()
  .trim()
  .min(1, "Name what the key is for")
  .max(80, "A name has at most 80 characters")
  .regex(/^[^\p{Cc}\p{Cs}\p{Bidi_C}]*$/u, "A name has no control characters");

const DAYS = "Write a number of days, at most 3,650";
export const KeyLifetime = z.number(DAYS).int(DAYS).min(1, DAYS).max(3_650, DAYS).optional();

/** What is told of a key that was given out, whatever it opens. */
export const IssuedKey = z.object({
  id: z.string(),
  name: z.string(),
  /** How the key begins, to tell it from others. */
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: Time,
  expiresAt: Time.nullable(),
  /** To the minute. */
  lastUsedAt: Time.nullable(),
  revokedAt: Time.nullable(),
});
export type IssuedKey = z.infer<typeof IssuedKey>;

export const ListIssuedKeys = PageInput.extend({ revoked: z.boolean().default(false) });
export type ListIssuedKeys = z.input<typeof ListIssuedKeys> & PageInput;
