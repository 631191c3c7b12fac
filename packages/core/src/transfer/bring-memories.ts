import { Memory, remember } from "../memory/index.ts";
import { write } from "../platform/index.ts";
import { oncePlainly } from "./bring-minds.ts";
import type { Exact } from "./bring-talk.ts";
import { MIND_PATHS } from "./format.ts";
import type { Landing } from "./landing.ts";
import { recordsOf } from "./records-of.ts";

/** Of the workspace, of projects and of who imports; what is another person's stays with them, and what was told in a channel with its talk. */
export async function bringMemories(landing: Landing, exact: Exact): Promise<void> {
  const { run, archive, reporting } = landing;
  // NOTE: archives of before have no such list.
  if (!archive.entries.has(MIND_PATHS.memories)) return;
  for await (const memory of recordsOf(landing, MIND_PATHS.memories, Memory, exact)) {
    const { id, text, importance, scope, scopeId, channelId, expiresAt, sourceKind, byProgram } = memory;
    // Whose it is, their e-mail address tells.
    if (scope === "person" && scopeId !== run.ctx.actor.id)
      reporting.leave("memories of somebody's own", "Each person imports their own, under the same e-mail address.");
    else if (sourceKind === "insight")
      reporting.leave("memories that were learnt", "They are learnt anew here; what was put right of them comes along.");
    else if (channelId !== null)
      reporting.leave("memories of talk", "Who may read them is not known here. Remember them from the talk anew.");
    else {
      const place = scope === "project" && scopeId !== null ? { projectId: scopeId } : {};
      const until = expiresAt === null ? {} : { expiresAt };
      const outcome = await oncePlainly(run, `memory/${id}`, async (ctx) => {
        await write(ctx, "transfer:import", (tx) => remember(tx, { text, importance, scope, ...place, ...until }, { byProgram }));
        return "";
      });
      if (outcome === "") reporting.take("memories");
      else reporting.leave("memories", outcome);
    }
  }
}
