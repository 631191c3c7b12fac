import { z } from "zod";
import { AgentName, asAgent, askAgent, type AskedTurn } from "../agents/index.ts";
import { getMessage, type Card } from "../chat/index.ts";
import { contextFor } from "../knowledge/index.ts";
import { KEY_PERMISSIONS } from "../identity/index.ts";
import { AppError, isProgram, may, type Context } from "../platform/index.ts";
import { findProject, getSpec, recordSpec, type Project } from "../projects/index.ts";
import { preferOf, selfOf } from "../registry/index.ts";
import { defineTask, type Run } from "../runs/index.ts";
import { Asker, askersOf, generateOnRecord, keyOf, rightsOfAsker, whoPays } from "../turns/index.ts";
import { warmBundler } from "./bundler.ts";
import { inHandsOf, say } from "./internal.ts";
import { BUILD_LIMIT_MICROS, MODEL_TASK_MS } from "./limits.ts";
import { changeSpecSkill, triageSkill } from "./skills.ts";
import { specCard } from "./spec-card.ts";
import { startBuild } from "./start-build.ts";
import { withinReach } from "./within-reach.ts";

/** A person wrote in a project's thread: a wish becomes the next version; whatever else it is, the agent answers. */
export const turnTask = defineTask({
  kind: "builder.turn",
  timeoutMs: MODEL_TASK_MS,
  input: z.object({
    messageId: z.string(),
    threadId: z.string(),
    text: z.string(),
    agent: AgentName,
    after: z.string().optional(),
    claims: z.number().optional(),
    continuedBy: Asker.shape.continuedBy,
  }),
  async run(run, turn) {
    warmBundler(run.ctx);
    const project = await findProject(run.ctx, { threadId: turn.threadId });
    if (!project) return;
    if (project.specVersion === 0) throw new AppError("unavailable", "The first spec is still being written.");
    const orchestrator = await asAgent(run.ctx, "orchestrator");
    const { authorId: askedFor, keyId, channelId } = await getMessage(run.ctx, { messageId: turn.messageId });
    const asker = { askedFor, keyId, continuedBy: turn.continuedBy };
    const purpose = purposeOf(run, turn, { projectId: project.id, onBehalfOf: whoPays(asker) });
    const request = turn.text.replaceAll(/(?<![\w@./])@[a-z][a-z0-9_-]{0,39}/gi, " ").trim();
    const triage = await run.step("triage", async () =>
      generateOnRecord(orchestrator, {
        skill: triageSkill,
        input: { text: request, hasApp: true },
        signal: run.signal,
        threadId: turn.threadId,
        quotes: [turn.messageId],
        purpose: { ...purpose, prefer: preferOf(await selfOf(orchestrator, "orchestrator"), "routine") },
      }),
    );
    if (triage.output.intent === "change")
      return (await mayChange(run.ctx, asker))
        ? change(run, turn, project, { request, purpose, byProgram: isProgram({ keyId: keyOf(asker) }) })
        : refuse(run, turn);
    await run.writeStep("answer", "agents:answer", async (tx) => {
      await askAgent(tx, { ...turn, text: request }, channelId, run.taskId);
      return null;
    });
  },
});

/** A person who may write may wish; a program of theirs needs a key for that. */
async function mayChange(ctx: Context, asker: Asker): Promise<boolean> {
  const rights = await Promise.all(
    askersOf(asker)
      .filter(isProgram)
      .map((each) => rightsOfAsker(ctx, each)),
  );
  return rights.every((can) => may({ can }, "projects:write"));
}

async function refuse(run: Run, { threadId }: AskedTurn): Promise<void> {
  const text = `I did not change the app: a program asked for it, with a key that lacks the right “${KEY_PERMISSIONS["projects:write"]}”. Ask for it yourself, or give the program a key with that right.`;
  await run.writeStep("refuse", "agents:answer", async (tx) => {
    await say(await inHandsOf(tx, "orchestrator"), { threadId, text });
    return null;
  });
}

function purposeOf(run: Run, { threadId }: AskedTurn, payer: { projectId: string; onBehalfOf: string }) {
  return { ...payer, taskId: run.taskId, threadId, costLimitMicros: BUILD_LIMIT_MICROS };
}

interface Wish {
  request: string;
  byProgram: boolean;
  purpose: ReturnType<typeof purposeOf>;
}

async function change(run: Run, turn: AskedTurn, project: Project, { request, purpose, ...asked }: Wish): Promise<void> {
  const base = await getSpec(run.ctx, { projectId: project.id });
  const architect = await asAgent(run.ctx, "architect");
  const { lines: context, items, quotes } = await contextFor(architect, { threadId: turn.threadId, projectId: project.id });
  const startedAt = performance.now();
  // NOTE: named by its base, so that an attempt after somebody else's change starts from theirs.
  const draft = await run.step(`draft/${base.version}`, async () =>
    generateOnRecord(architect, {
      skill: changeSpecSkill,
      input: { spec: base.spec, request, context },
      signal: run.signal,
      threadId: turn.threadId,
      quotes: [turn.messageId, ...quotes],
      purpose: { ...purpose, prefer: preferOf(await selfOf(architect, "architect"), "hard") },
    }),
  );
  const specMs = performance.now() - startedAt;
  const { output, writtenBy, insteadOf } = draft;
  await run.writeStep("settle", "projects:write", async (tx) => {
    const hands = await inHandsOf(tx, "architect");
    const byProgram = base.byProgram || asked.byProgram || items.some((item) => item.byProgram);
    const post = { threadId: turn.threadId, writtenBy, insteadOf, byProgram };
    if (output.kind !== "changed") {
      const cards: Card[] =
        output.kind === "unclear" && output.suggestions.length > 0
          ? [{ type: "suggestions", items: output.suggestions.slice(0, 6).map((text) => ({ label: text.slice(0, 80), send: text })) }]
          : [];
      await say(hands, { ...post, text: output.message, cards });
      return null;
    }
    const { changes } = output;
    const spec = withinReach(output.spec);
    const recorded = await recordSpec(hands, { projectId: project.id, after: base.version, spec, changes, writtenBy, byProgram });
    await say(hands, {
      ...post,
      text: "I changed the spec:",
      cards: [specCard({ projectId: project.id, version: recorded.version, spec, changes })],
    });
    return startBuild(tx, { project, spec, specVersion: recorded.version, summary: changes.join("; ").slice(0, 200), specMs });
  });
}
