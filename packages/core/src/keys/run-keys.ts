import { and, eq } from "drizzle-orm";
import { issueKey } from "../identity/index.ts";
import type { Tx } from "../platform/index.ts";
import { forgetKeys } from "./known.ts";
import { MODEL_KEY_START } from "./model.ts";
import { virtualKeys } from "./tables.ts";

/** For whom a program that works inside one task calls models: the task's limit, the agent's budget and the person's hold for it. */
export interface RunPurpose {
  taskId: string;
  agentId: string;
  agent: string;
  onBehalfOf: string;
  threadId: string;
  projectId?: string | undefined;
  /** Asked first, as "provider/model". */
  prefer: readonly string[];
  costLimitMicros: number;
}

/** A key for one run of a program: it is shown in no list, and ends with the run or by itself. */
export async function mintRunKey(
  tx: Tx,
  { purpose, lastsMs }: { purpose: RunPurpose; lastsMs: number },
): Promise<{ key: string; keyId: string }> {
  const { key, hash, issued } = issueKey(tx, {
    start: MODEL_KEY_START,
    kind: "vky",
    name: `Run ${purpose.taskId}`,
    expiresInDays: undefined,
  });
  const expiresAt = new Date(tx.clockNow.getTime() + lastsMs);
  await tx.db.insert(virtualKeys).values({ ...issued, expiresAt, appId: null, models: [], purpose, workspaceId: tx.workspaceId, hash });
  return { key, keyId: issued.id };
}

/** Nothing is left of it but what its calls cost. */
export async function endRunKey(tx: Tx, { keyId }: { keyId: string }): Promise<void> {
  await tx.db.delete(virtualKeys).where(and(eq(virtualKeys.id, keyId), eq(virtualKeys.workspaceId, tx.workspaceId)));
  tx.afterCommit(() => forgetKeys(tx));
}
