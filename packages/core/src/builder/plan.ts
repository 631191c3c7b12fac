import { z } from "zod";
import { asAgent } from "../agents/index.ts";
import { getThread, listMessages, renameThread } from "../chat/index.ts";
import { isProgram, type Tx } from "../platform/index.ts";
import { getProject, recordSpec, setPhase } from "../projects/index.ts";
import { preferOf, selfOf } from "../registry/index.ts";
import { defineTask } from "../runs/index.ts";
import { generateOnRecord } from "../turns/index.ts";
import { warmBundler } from "./bundler.ts";
import { inHandsOf, say } from "./internal.ts";
import { BUILD_LIMIT_MICROS, MODEL_TASK_MS } from "./limits.ts";
import { writeSpecSkill, type Understanding } from "./skills.ts";
import { specCard } from "./spec-card.ts";
import { startBuild } from "./start-build.ts";
import { withinReach } from "./within-reach.ts";

/** From a fresh idea to what was understood, its spec, and the build of its first version. */
export const planTask = defineTask({
  kind: "builder.plan",
  timeoutMs: MODEL_TASK_MS,
  input: z.object({ projectId: z.string() }),
  async run(run, { projectId }) {
    warmBundler(run.ctx);
    const project = await getProject(run.ctx, { projectId });
    const manager = await asAgent(run.ctx, "product_manager");
    const { startedBy: onBehalfOf } = await getThread(run.ctx, { threadId: project.threadId });
    const opening = await listMessages(run.ctx, { threadId: project.threadId, direction: "newer", limit: 1 });
    const prefer = preferOf(await selfOf(manager, "product_manager"), "hard");
    const startedAt = performance.now();
    const draft = await run.step("draft", () =>
      generateOnRecord(manager, {
        skill: writeSpecSkill,
        input: { idea: project.idea },
        signal: run.signal,
        threadId: project.threadId,
        quotes: opening.items.map(({ id }) => id),
        purpose: { onBehalfOf, projectId, taskId: run.taskId, costLimitMicros: BUILD_LIMIT_MICROS, prefer },
      }),
    );
    const specMs = performance.now() - startedAt;
    const { understanding } = draft.output;
    const spec = withinReach(draft.output.spec);
    const { writtenBy, insteadOf } = draft;
    await run.writeStep("settle", "projects:write", async (tx: Tx) => {
      const byProgram = opening.items.some(isProgram);
      const post = { threadId: project.threadId, writtenBy, insteadOf, byProgram };
      await say(await inHandsOf(tx, "product_manager"), { ...post, text: understandingText(spec.name, understanding) });
      const architect = await inHandsOf(tx, "architect");
      const recorded = await recordSpec(architect, { projectId, after: 0, spec, changes: [], writtenBy, byProgram });
      await say(architect, {
        ...post,
        text: "This is the spec I will hold the app to.",
        cards: [specCard({ projectId, version: recorded.version, spec, changes: [] })],
      });
      await renameThread(await inHandsOf(tx, "orchestrator"), { threadId: project.threadId, title: spec.name });
      await setPhase(architect, { projectId, phase: "development" });
      return startBuild(tx, { project, spec, specVersion: recorded.version, summary: "First version", specMs });
    });
  },
});

function understandingText(name: string, { summary, points, assumptions }: Understanding): string {
  const list = (title: string, lines: string[]) =>
    lines.length === 0 ? "" : `\n\n**${title}**\n${lines.map((line) => `- ${line}`).join("\n")}`;
  return `**${name}.** ${summary}${list("What it does", points)}${list("What I assumed", assumptions)}`;
}
