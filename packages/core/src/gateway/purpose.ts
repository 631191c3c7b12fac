import type { OnWait } from "../admission/index.ts";

export type Difficulty = "routine" | "normal" | "hard";

/** What a model call is for: it decides the route and who pays. */
export interface CallPurpose {
  /** "answer", "write_spec", "turn", … */
  skill: string;
  difficulty?: Difficulty | undefined;
  /** Exactly these, as "provider/model", in this order; nothing else is asked. */
  models?: readonly string[] | undefined;
  /** Asked first, before what the workspace has set: the policy of an agent. */
  prefer?: readonly string[] | undefined;
  /** The agent's member, for its budget. */
  agentId?: string | undefined;
  /** Which agent of the registry it is, for its route. */
  agent?: string | undefined;
  /** The member for whom an agent works. */
  onBehalfOf?: string | undefined;
  projectId?: string | undefined;
  taskId?: string | undefined;
  /** The virtual key of a hosted app or an outside tool. */
  keyId?: string | undefined;
  threadId?: string | undefined;
  /** All calls of the task together may cost so much, in micro-USD; the workspace's setting when left out. */
  costLimitMicros?: number | undefined;
  /** Keeps the answer for the same call, whatever its temperature. */
  cache?: boolean | undefined;
  onWait?: OnWait | undefined;
  /** The answer goes out before its call is in the books; `settled` waits for those. */
  answerFirst?: boolean | undefined;
}

/** What every answer says of itself, as `providerMetadata.openvibe`. */
export interface CallReport {
  callId: string;
  provider: string;
  model: string;
  /** "provider/model" that was asked first and could not answer. */
  fallbackFrom?: string;
  /** Why that one did not, in plain words. */
  fallbackReason?: string | undefined;
  costMicros: number;
  cached: boolean;
  offline: boolean;
  /** It was shown files, and can see them: what stands in them has reached it. */
  saw?: boolean;
}
