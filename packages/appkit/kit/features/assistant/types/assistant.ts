import { z } from "zod";
import * as field from "../../../shared/types/fields.ts";
import type { Reference } from "../../../shared/types/rows.ts";

export const Question = z.object({ question: field.text({ min: 3, max: 500 }) });
export type Question = z.infer<typeof Question>;

/** What the assistant wrote, and from what. */
export interface Written {
  text: string;
  /** Rules wrote it, without a language model. */
  offline: boolean;
  /** Entries that the text names. */
  sources: Reference[];
}

export interface Readiness {
  /** Whether the app may ask a model. */
  ready: boolean;
}
