import { asAgent } from "../agents/index.ts";
import { languageModel, type Writer } from "../gateway/index.ts";
import { getMembers } from "../identity/index.ts";
import { isTx, newId, requirePermission, toolCatalog, type Context } from "../platform/index.ts";
import { instructionsFor, limitsOf, preferOf, selfOf, type AgentSelf } from "../registry/index.ts";
import { settingOf } from "../settings/index.ts";
import { handsFor, TURN_LIMITS, type TurnPlan } from "../turns/index.ts";
import { getPastPrompt } from "./past-prompts.ts";
import { rehearse } from "./rehearse.ts";
import { TryInstructions, type Trial, type Tried } from "./model.ts";

const TRIAL_MS = 90_000;
const TRIAL_ROUNDS = 6;

/** The test bench: the same words answered under the instructions in force and under a draft, with nothing changed by either. */
export async function tryInstructions(ctx: Context, input: TryInstructions, options: { signal?: AbortSignal } = {}): Promise<Trial> {
  requirePermission(ctx, "agents:manage");
  if (isTx(ctx)) throw new Error("a model call inside a transaction");
  const { agent, instructions, prompt, answerId } = TryInstructions.parse(input);
  const self = await selfOf(ctx, agent);
  const text = answerId === undefined ? prompt : await getPastPrompt(ctx, { agent, answerId });
  const signal = AbortSignal.any([AbortSignal.timeout(TRIAL_MS), ...(options.signal ? [options.signal] : [])]);
  const current = run(ctx, self, text, signal);
  const draft = instructions === self.instructions ? current : run(ctx, { ...self, instructions }, text, signal);
  const [now, drafted] = await Promise.all([current, draft]);
  return { prompt: text, current: now, draft: drafted };
}

async function run(ctx: Context, self: AgentSelf, text: string, signal: AbortSignal): Promise<Tried> {
  const startedAt = performance.now();
  const agent = await asAgent(ctx, self.agent);
  const handsNow = () => handsFor(agent, { askedFor: ctx.actor.id, keyId: ctx.actor.keyId }, null);
  const limits = await limitsOf(agent, self);
  const asker = (await getMembers(ctx, [ctx.actor.id])).get(ctx.actor.id)?.handle ?? "someone";
  const tools = (agent.platform.drivers.find(toolCatalog) ?? []).filter(({ name }) => self.tools === null || self.tools.includes(name));
  // NOTE: it is no task, but what it may cost is counted by one.
  const of = { skill: "try_instructions", taskId: newId("tsk") };
  const purpose = { ...of, agentId: agent.actor.id, onBehalfOf: ctx.actor.id, costLimitMicros: limits.costMicros };
  let writer: Writer | undefined;
  const onWriter = (next: Writer) => void (writer = next);
  const plan: TurnPlan = {
    agent,
    hands: await handsNow(),
    handsNow,
    askedFor: ctx.actor.id,
    threadId: "",
    modelFor: (difficulty) => languageModel(agent, { ...purpose, difficulty, prefer: preferOf(self, difficulty) }, onWriter),
    lastWriter: () => writer,
    instructions: `${instructionsFor(self)}\n\nYou answer @${asker}.`,
    said: [{ role: "user", text: `@${asker}: ${text}` }],
    quotes: [],
    tainted: false,
    tools,
    limits: { ...TURN_LIMITS, ...limits, rounds: Math.min(TRIAL_ROUNDS, limits.rounds), timeMs: TRIAL_MS },
    asksForWrites: await settingOf(agent, "agents.askBeforeWriting"),
    approvalHours: 1,
    offline: { instructions: self.instructions, text, spec: null, facts: {}, context: [] },
    onText: () => undefined,
    signal,
  };
  const rehearsal = await rehearse(plan);
  return { ...rehearsal, durationMs: Math.round(performance.now() - startedAt) };
}
