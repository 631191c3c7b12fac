import type { Context } from "../platform/index.ts";
import type { Run } from "../runs/index.ts";
import type { Reply } from "./ask-model.ts";
import { CUT_SHORT, type CallResult } from "./call-tool.ts";
import type { TranscriptEntry } from "./model.ts";
import type { TurnPlan } from "./plan.ts";
import { readJournal, sealedJournal } from "./sealed-journal.ts";
import { entryOfReply, entryOfResult } from "./turn-record.ts";

const BEFORE = "before";
const OF_CALLS = /^(before|(model|intent|tool)\/.+)$/;

/** What earlier turns of the same answer did, as the first attempt at this one was told it: it stands in the journal for whoever goes on from this one. */
export async function keepBefore(run: Run, { before = [], quotes }: TurnPlan): Promise<readonly TranscriptEntry[]> {
  return before.length === 0 ? before : sealedJournal(run, quotes).step(BEFORE, async () => before);
}

/**
 * All calls that a turn has made, from its journal: that of one which was cancelled, or whose process died, tells more than its transcript. An
 * intent without a result is a call of which nobody knows whether it happened.
 */
export async function callsInJournal(
  ctx: Context,
  taskId: string,
): Promise<{ calls: TranscriptEntry[]; tainted: boolean; quotes: readonly string[] }> {
  const { steps, quotes } = await readJournal(ctx, taskId, OF_CALLS);
  const calls = [...((steps.get(BEFORE) as TranscriptEntry[] | undefined) ?? [])];
  let tainted = false;
  for (let round = 1; ; round += 1) {
    const reply = steps.get(`model/${round}`) as Reply | undefined;
    if (!reply) return { calls, tainted, quotes };
    calls.push(entryOfReply(round, reply));
    tainted ||= reply.saw === true;
    for (const [index, { id: callId, tool }] of reply.calls.entries()) {
      const place = `${round}/${index}`;
      const cut: CallResult = { callId, tool, outcome: "unknown", output: CUT_SHORT, taints: false, durationMs: 0 };
      const result = (steps.get(`tool/${place}`) as CallResult | undefined) ?? (steps.has(`intent/${place}`) ? cut : undefined);
      if (!result) continue;
      calls.push(entryOfResult(round, result));
      tainted ||= result.taints;
    }
  }
}
