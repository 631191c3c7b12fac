import { eq } from "drizzle-orm";
import { getChannel, getMessage, handlesIn, listMessageEdits, listMessages, type Channel, type Message } from "../chat/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { isOn, readProfiles, type AgentProfile } from "../registry/index.ts";
import { settingOf } from "../settings/index.ts";
import type { ByMessage, Silence, SilentAgent } from "./model.ts";
import { answers, attendances } from "./tables.ts";

/** The agents that a message names and that do not answer it, each with the reason; of one that names none, who would answer and is off. */
export async function listSilentAgents(ctx: Context, { messageId }: ByMessage): Promise<SilentAgent[]> {
  requirePermission(ctx, "agents:read");
  const message = await getMessage(ctx, { messageId });
  const handles = handlesIn(message.text);
  if (handles.length === 0) return usualThatIsOff(ctx, message);
  const named = (await readProfiles(ctx)).filter(({ handle }) => handles.includes(handle));
  const [channel, first, written] = await Promise.all([getChannel(ctx, message), firstHandles(ctx, message), answersTo(ctx, messageId)]);
  const hasAnswer = named.some(({ agent }) => written.includes(agent));
  const silent = await Promise.all(
    named.map(async (profile) => {
      const { agent, name } = profile;
      const another = hasAnswer && !written.includes(agent) ? ("another" as const) : undefined;
      return { agent, name, why: (await silenceOf(ctx, { message, channel, first }, profile)) ?? another };
    }),
  );
  return silent.flatMap(({ why, ...agent }) => (why ? { ...agent, why } : []));
}

/** Who works in the thread or answers in the channel without being named, where all of them are off; none once somebody has answered. */
async function usualThatIsOff(ctx: Context, message: Message): Promise<SilentAgent[]> {
  const { threadId, id } = message;
  const [channel, all, { items }] = await Promise.all([
    getChannel(ctx, message),
    readProfiles(ctx),
    listMessages(ctx, { threadId, limit: 1 }),
  ]);
  if (channel.agentMode === "never" || message.text === "" || items.some((newest) => newest.id > id)) return [];
  const [begun] = await ctx.db.select().from(attendances).where(eq(attendances.threadId, threadId));
  const works = all.filter(({ agent }) => begun && begun.afterMessageId < id && begun.agent === agent);
  const chosen = channel.kind === "direct" ? undefined : await settingOf(ctx, "agents.default");
  const talksTo = ({ agent, memberId }: AgentProfile) =>
    chosen === undefined ? memberId !== null && channel.memberIds.includes(memberId) : agent === chosen;
  const usual = [...works, ...(channel.agentMode === "always" ? all.filter(talksTo).slice(0, 1) : [])];
  for (const { agent } of usual) if (await isOn(ctx, agent, channel.id)) return [];
  return usual.slice(0, 1).map(({ agent, name }) => ({ agent, name, why: "usual_off" }));
}

async function silenceOf(
  ctx: Context,
  { message, channel, first }: { message: Message; channel: Channel; first: readonly string[] | undefined },
  named: AgentProfile,
): Promise<Silence | undefined> {
  if (channel.agentMode === "never") return "never_here";
  const isCalled = named.memberId !== null && message.mentions.includes(named.memberId);
  if (!isCalled && channel.kind === "direct") return "outside";
  if (!(await isOn(ctx, named.agent, channel.id))) return "off";
  return isCalled && first?.includes(named.handle) !== false ? undefined : "not_called";
}

/** Whom it named when it was sent, where it was edited since. */
async function firstHandles(ctx: Context, { id: messageId, editedAt }: Message): Promise<string[] | undefined> {
  if (editedAt === null) return undefined;
  const [first] = await listMessageEdits(ctx, { messageId });
  return first && handlesIn(first.text);
}

const answersTo = async ({ db }: Context, questionId: string) =>
  (await db.select({ agent: answers.agent }).from(answers).where(eq(answers.questionId, questionId))).map(({ agent }) => agent);
