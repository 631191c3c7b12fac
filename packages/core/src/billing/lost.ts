import type { Settlement } from "./ending.ts";

/** What is known of a call from its beginning: its row, where the process that made it dies. */
export interface LostCall extends Pick<Settlement, "provider" | "model" | "skill" | "payer" | "ownKey" | "costMicros"> {
  readonly actorId: string;
  readonly inputTokens: number;
}
