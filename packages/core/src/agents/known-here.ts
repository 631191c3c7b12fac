import type { Voice } from "../chat/index.ts";
import { contextFor, type ContextLine } from "../knowledge/index.ts";
import { memoriesFor, type KnownMemories, type PaidBy } from "../memory/index.ts";
import { AppError, may, messageOf, type Context } from "../platform/index.ts";
import type { ContextPart } from "./model.ts";

/** What an agent is to know where it answers: what was distilled from talk, then what is remembered. An answer does not fail for want of memories. */
export async function knownHere(
  agent: Context,
  request: PaidBy & { threadId: string; text: string },
): Promise<{ lines: ContextLine[]; byPrograms: boolean; voices: Voice[]; quotes: string[]; parts: ContextPart[] }> {
  const { threadId, text, onBehalfOf, projectId, taskId, costLimitMicros } = request;
  const [distilled, remembered] = await Promise.all([
    contextFor(agent, request),
    readMemories(agent, { threadId, projectId, query: text, onBehalfOf, taskId, costLimitMicros }),
  ]);
  const said = new Set(distilled.lines.map((line) => line.text));
  const fresh = remembered.items.filter((memory) => !said.has(memory.text));
  const parts: ContextPart[] = [
    {
      kind: "known",
      sourceIds: distilled.items.map(({ id }) => id),
      tokens: distilled.tokens,
      ...(distilled.leftOut > 0 ? { leftOut: distilled.leftOut } : {}),
      why: "Decisions, facts and action items of this thread and of where it stands, the nearest first.",
    },
    {
      kind: "remembered",
      sourceIds: fresh.map(({ id }) => id),
      tokens: remembered.tokens,
      why: "What is critical, and what fits the question.",
    },
  ];
  return {
    lines: [...distilled.lines, ...fresh.map((memory) => ({ kind: "fact" as const, text: memory.text, from: null }))],
    // Whatever a program had read may be in what it kept.
    byPrograms: [...distilled.items, ...fresh].some(({ byProgram }) => byProgram),
    voices: [...distilled.voices, ...remembered.voices],
    quotes: [...distilled.quotes, ...remembered.quotes],
    parts: parts.filter(({ sourceIds }) => sourceIds.length > 0),
  };
}

async function readMemories(agent: Context, asked: Parameters<typeof memoriesFor>[1]): Promise<KnownMemories> {
  const none = { items: [], quotes: [], voices: [], tokens: 0 };
  if (!may(agent.actor, "memory:read")) return none;
  try {
    return await memoriesFor(agent, asked);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    agent.log.warn({ fault: messageOf(error) }, "an agent answers without memories");
    return none;
  }
}
