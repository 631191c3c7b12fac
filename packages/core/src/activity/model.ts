import { z } from "zod";

/** A piece of an answer that is being written, as a signal. */
export const AnswerChunk = z.object({
  threadId: z.string(),
  messageId: z.string(),
  /** A higher one starts anew, with the text from its beginning. */
  run: z.number().int(),
  /** Where the piece begins in the text: its sequence number. What is known already may come again. */
  from: z.number().int(),
  text: z.string(),
});
export type AnswerChunk = z.infer<typeof AnswerChunk>;
