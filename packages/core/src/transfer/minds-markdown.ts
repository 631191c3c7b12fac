import { listHandoffRecords, type HandoffRecord } from "../briefing/index.ts";
import { listMemories, type Memory } from "../memory/index.ts";
import type { Context } from "../platform/index.ts";
import { saidOf, type Plan } from "../plans/index.ts";
import type { AgentRecord } from "../registry/index.ts";
import { listSchedules, type Schedule } from "../schedules/index.ts";
import { datedPath, minute, plain, plainName, type Names } from "./export-markdown.ts";
import { agentRecords, allOf, mayRead, planRecords } from "./export-minds.ts";

/** What agents know and do, to be read by people: the same as in the lists of records. */
export async function* mindFiles(ctx: Context, names: Names): AsyncGenerator<{ path: string; text: AsyncIterable<string> }> {
  const handles = new Map<string, string>();
  if (mayRead(ctx, "memories")) yield { path: "memories.md", text: memoriesMarkdown(allOf((page) => listMemories(ctx, page))) };
  if (mayRead(ctx, "agents"))
    for await (const record of agentRecords(ctx)) {
      handles.set(record.agent, record.handle);
      yield { path: `agents/${plainName(record.handle)}.md`, text: agentMarkdown(record, names) };
    }
  const agentOf = (agent: string) => `@${handles.get(agent) ?? agent}`;
  if (mayRead(ctx, "schedules"))
    yield {
      path: "schedules.md",
      text: schedulesMarkdown(
        allOf((page) => listSchedules(ctx, page)),
        names,
        agentOf,
      ),
    };
  if (mayRead(ctx, "plans"))
    for await (const plan of planRecords(ctx)) {
      const path = datedPath("plans", plan, plan.title);
      yield { path, text: planMarkdown(plan, names, agentOf) };
    }
  if (mayRead(ctx, "handoffs"))
    for await (const handoff of allOf((page) => listHandoffRecords(ctx, page))) {
      const [heading = ""] = handoff.text.split("\n", 1);
      yield { path: datedPath("handoffs", handoff, heading), text: handoffMarkdown(handoff, names) };
    }
}

const who = (names: Names, id: string) => plain(names.get(id) ?? "Somebody who has left");

async function* memoriesMarkdown(memories: AsyncIterable<Memory>): AsyncGenerator<string> {
  yield "# What is remembered\n";
  for await (const { text, scope, importance, createdAt, expiresAt } of memories) {
    const until = expiresAt ? ` · until ${minute(expiresAt)} UTC` : "";
    yield `\n- ${plain(text).replaceAll("\n", "\n  ")}\n  _${scope} · ${importance} · ${minute(createdAt)} UTC${until}_\n`;
  }
}

async function* agentMarkdown(
  { name, handle, title, enabled, can, versions, ...agent }: AgentRecord,
  names: Names,
): AsyncGenerator<string> {
  yield `# ${plain(name)} (@${handle})\n\n${plain(title)}${enabled ? "" : " · turned off"}\n\nMay: ${can.join(", ")}\n`;
  if (versions.length === 0) yield `\n## Instructions\n\n${agent.instructions}\n`;
  for (const { version, instructions, note, authorId, createdAt } of versions) {
    const author = authorId === "system" ? "the product" : who(names, authorId);
    yield `\n## Instructions, version ${version}\n\n_By ${author} on ${minute(createdAt)} UTC${note ? `: ${plain(note)}` : ""}_\n\n${instructions}\n`;
  }
}

async function* handoffMarkdown({ text, authorId, createdAt }: HandoffRecord, names: Names): AsyncGenerator<string> {
  yield `_Handoff by ${who(names, authorId)} on ${minute(createdAt)} UTC_\n\n${text}\n`;
}

type AgentOf = (agent: string) => string;

async function* schedulesMarkdown(schedules: AsyncIterable<Schedule>, names: Names, agentOf: AgentOf): AsyncGenerator<string> {
  yield "# Schedules\n";
  for await (const { title, instructions, agent, cron, inWords, timeZone, ownerId, paused, lastRun } of schedules) {
    const last = lastRun ? ` · last ${minute(lastRun.dueAt)} UTC, ${lastRun.state}` : "";
    yield `\n## ${plain(title)}\n\n${agentOf(agent)} · ${inWords} (\`${cron}\`) ${timeZone} · for ${who(names, ownerId)}${paused ? " · paused" : ""}${last}\n\n${instructions}\n`;
  }
}

async function* planMarkdown(plan: Plan, names: Names, agentOf: AgentOf): AsyncGenerator<string> {
  const { title, request, state, ownerId, createdAt, tasks } = plan;
  yield `# ${plain(title)}\n\n${saidOf(state)} · for ${who(names, ownerId)} on ${minute(createdAt)} UTC\n\n${request}\n`;
  const titles = new Map(tasks.map((task) => [task.id, task.title]));
  for (const [index, task] of tasks.entries()) {
    const after = task.after.flatMap((id) => titles.get(id) ?? []).map(plain);
    const needs = after.length > 0 ? ` · after ${after.join(", ")}` : "";
    yield `\n## ${index + 1}. ${plain(task.title)}\n\n${agentOf(task.agent)} · ${saidOf(task.state)}${needs}\n\n${task.instructions}\n`;
    if (task.note) yield `\n> ${plain(task.note).replaceAll("\n", "\n> ")}\n`;
  }
}
