import { eq } from "drizzle-orm";
import { addToChannel, emitAbout, getChannel, holdMessage, type Channel, type Message } from "../chat/index.ts";
import { listAgents } from "../identity/index.ts";
import { readOnce, type Tx } from "../platform/index.ts";
import { isOn, runtimeOf } from "../registry/index.ts";
import { addTasks } from "../runs/index.ts";
import { settingOf } from "../settings/index.ts";
import { turnsAtWork, waitsForPerson } from "../turns/index.ts";
import { AgentEvents, AgentName, type TurnRequested } from "./model.ts";
import { attendances } from "./tables.ts";

export type AskedTurn = Omit<TurnRequested, "attendedBy" | "again">;
type Around = ReturnType<typeof lookAround>;

/** What stands around messages that came together, each thing read once. */
export function lookAround(tx: Tx) {
  const agents = readOnce((_: "all") => agentsById(tx));
  return {
    channel: readOnce((channelId: string) => getChannel(tx, { channelId })),
    attendance: readOnce(async (threadId: string) => (await tx.db.select().from(attendances).where(eq(attendances.threadId, threadId)))[0]),
    agents: () => agents("all"),
  };
}

/** What a person says goes to the agent that it names, to the one that works in the thread, or to the channel's usual one. */
export async function takeUp(tx: Tx, message: Message, around: Around): Promise<void> {
  const [channel, begun] = await Promise.all([around.channel(message.channelId), around.attendance(message.threadId)]);
  if (channel.agentMode === "never") return;
  const attendance = begun && begun.afterMessageId < message.id ? begun : undefined;
  const isByName = !attendance && channel.agentMode === "mentioned";
  if (isByName && message.mentions.length === 0) return;
  const agents = await around.agents();
  const named = message.mentions.flatMap((id) => agents.get(id) ?? []);
  const mentioned = await firstOn(tx, named, channel.id);
  const turn = { messageId: message.id, threadId: message.threadId, text: message.text };
  const mayAsk = async (agent: AgentName) => (await holdMessage(tx, message)) && !(await waitsForPerson(tx, message, { agent, isByName }));
  const editsItself = mentioned !== undefined && attendance !== undefined && (await runtimeOf(tx, mentioned)).editsFiles;
  const working = attendance && !editsItself ? (mentioned ?? (await firstOn(tx, [attendance.agent], channel.id))) : undefined;
  if (attendance && working) {
    if (!(await mayAsk(working))) return;
    const requested = { ...turn, agent: working, attendedBy: attendance.attendedBy };
    return emitAbout(tx, channel.id, AgentEvents.TurnRequested, requested);
  }
  const usual = mentioned === undefined && channel.agentMode === "always" ? await defaultIn(tx, channel, agents) : undefined;
  const agent = mentioned ?? (await firstOn(tx, usual === undefined ? [] : [usual], channel.id));
  if (agent && !isEmpty(message) && (await mayAsk(agent))) await askAgent(tx, { ...turn, agent }, channel.id);
}

/** The agent answers in a task of its own, once for each `request`. */
export async function askAgent(tx: Tx, turn: AskedTurn, channelId: string, request = turn.messageId): Promise<void> {
  const uniqueKey = `answer/${request}`;
  const about = { channelId, aboutMessageId: turn.messageId };
  const dependsOn = await turnsAtWork(tx, turn.after);
  await addTasks(tx, [{ key: "answer", kind: "agents.turn", input: turn, priority: "high", uniqueKey, dependsOn, ...about }]);
}

async function firstOn(tx: Tx, named: readonly AgentName[], channelId: string): Promise<AgentName | undefined> {
  for (const agent of named) if (await isOn(tx, agent, channelId)) return agent;
  return undefined;
}

/** In direct talk the first agent of those in it; elsewhere the workspace's default, which a private channel lets in for that. */
async function defaultIn(tx: Tx, channel: Channel, agents: ReadonlyMap<string, AgentName>): Promise<AgentName | undefined> {
  if (channel.kind === "direct") return channel.memberIds.flatMap((id) => agents.get(id) ?? [])[0];
  const chosen = await settingOf(tx, "agents.default");
  const [id] = [...agents].find(([, agent]) => agent === chosen) ?? [];
  if (id === undefined) return undefined;
  if (channel.kind === "private") await addToChannel(tx, { channelId: channel.id, memberIds: [id] });
  return chosen;
}

/** Files alone are nothing that an agent could answer. */
const isEmpty = (message: Message) => message.text === "";

async function agentsById(tx: Tx): Promise<Map<string, AgentName>> {
  const agents = await listAgents(tx);
  return new Map(agents.flatMap(({ id, agent }) => (AgentName.safeParse(agent).success ? [[id, AgentName.parse(agent)] as const] : [])));
}
