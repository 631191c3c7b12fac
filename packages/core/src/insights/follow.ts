import { AgentEvents, listFeedback } from "../agents/index.ts";
import { ApprovalEvents } from "../approvals/index.ts";
import { BuilderEvents } from "../builder/index.ts";
import { ChatEvents, getMessage, type Message } from "../chat/index.ts";
import { getMembers } from "../identity/index.ts";
import { MemoryEvents } from "../memory/index.ts";
import { AppError, defineFollower, on, type Tx } from "../platform/index.ts";
import { findProject, getSpec } from "../projects/index.ts";
import { addTasks } from "../runs/index.ts";
import { SettingEvents } from "../settings/index.ts";
import { dropInsight } from "./change-insight.ts";
import { aboutOf, type About } from "./list-insights.ts";
import { observe, type Observation } from "./observe.ts";
import { shareCountsTask } from "./share-counts.ts";

const LIKES = new Map([
  ["👍", true],
  ["👎", false],
]);
/** Of one answer. */
const MOST_RATINGS = 100;
const SHORT = 300;
const LONG = 1_200;

/** Turns what was accepted, changed or rejected into observations. */
export const insightsFollower = defineFollower("insights", [
  on(ChatEvents.MessageChanged, (tx, { payload }) => learnFromThumbs(tx, payload)),
  on(AgentEvents.MessageRated, async (tx, { payload }) => learnFromThumbs(tx, await getMessage(tx, payload))),
  on(ChatEvents.MessageDeleted, (tx, { payload }) => observe(tx, payload.id, [])),
  on(ApprovalEvents.ApprovalChanged, async (tx, { payload: { id, state, decidedBy, effect } }) => {
    if (decidedBy === null || (state !== "approved" && state !== "denied")) return;
    const accepted = state === "approved";
    await observe(tx, id, [{ subjectKind: "person", subjectId: decidedBy, trait: "approval", value: effect, accepted }]);
  }),
  // Who deletes the memory does not want it learnt; of others nobody has one.
  on(MemoryEvents.MemoryForgotten, async (tx, { payload: { insight, scopeId } }) => {
    if (insight !== null && isOf(scopeId, aboutOf(insight))) await dropInsight(tx, insight);
  }),
  on(ChatEvents.ForkResolved, (tx, { payload: { thread } }) => learnFromFork(tx, thread, true)),
  on(ChatEvents.ForkAbandoned, (tx, { payload: { thread } }) => learnFromFork(tx, thread, false)),
  on(SettingEvents.SettingChanged, async (tx, { payload: { key } }) => {
    if (key === "insights.share") await addTasks(tx, [{ kind: shareCountsTask.kind, input: {}, priority: "low", announce: false }]);
  }),
  on(BuilderEvents.BuildChanged, async (tx, { payload: { projectId, version, state } }) => {
    if (state !== "passed" && state !== "failed") return;
    const kind = await kindOf(tx, projectId);
    if (!kind) return;
    const accepted = state === "passed";
    await observe(tx, `${projectId}/${version ?? 0}`, [
      { subjectKind: "project_type", subjectId: kind.type, trait: "build", value: (version ?? 1) > 1 ? "change" : "first", accepted },
      ...kind.blocks.map((block) => ({ subjectKind: "technology", subjectId: block, trait: "check", value: "build", accepted }) as const),
    ]);
  }),
]);

/** Thumbs on what an agent wrote, as ratings or as reactions, tell how its reader likes answers; of both, the rating counts. */
async function learnFromThumbs(tx: Tx, message: Message): Promise<void> {
  if (message.writtenBy === null) return;
  const { id, text, deletedAt } = message;
  const given = new Map(deletedAt === null ? thumbsIn(message) : []);
  const ratings = deletedAt === null ? (await listFeedback(tx, { messageIds: [id], limit: MOST_RATINGS })).items : [];
  for (const { memberId, rating } of ratings) given.set(memberId, rating === "up");
  const members = await getMembers(tx, [...given.keys()]);
  const seen = [...given]
    .filter(([memberId]) => members.get(memberId)?.kind === "person")
    .flatMap(([subjectId, accepted]): Observation[] => {
      const about = { subjectKind: "person", subjectId, accepted } as const;
      return [
        { ...about, trait: "answer_length", value: lengthOf(text) },
        { ...about, trait: "answer_form", value: formOf(text) },
      ];
    });
  await observe(tx, id, seen);
}

const isOf = (memberId: string | null, { subjectKind, subjectId }: About) => subjectKind === "person" && subjectId === memberId;

const thumbsIn = ({ reactions }: Message) =>
  reactions.flatMap(({ emoji, memberIds }) => {
    const accepted = LIKES.get(emoji);
    return accepted === undefined ? [] : memberIds.map((memberId) => [memberId, accepted] as const);
  });

const lengthOf = (text: string) => (text.length <= SHORT ? "short" : text.length >= LONG ? "long" : "medium");

function formOf(text: string): "prose" | "list" | "code" {
  if (text.includes("```")) return "code";
  return (text.match(/^[^\S\n]*(?:[-*•]|\d+[.)])\s/gm) ?? []).length >= 3 ? "list" : "prose";
}

async function learnFromFork(tx: Tx, thread: { id: string; fork: { parentThreadId: string } | null }, accepted: boolean): Promise<void> {
  const project = thread.fork && (await findProject(tx, { threadId: thread.fork.parentThreadId }));
  const kind = project && (await kindOf(tx, project.id));
  if (kind)
    await observe(tx, thread.id, [{ subjectKind: "project_type", subjectId: kind.type, trait: "side_talk", value: "fork", accepted }]);
}

/** What a project is, from a list that the product knows: never its name or words. */
async function kindOf(tx: Tx, projectId: string): Promise<{ type: string; blocks: string[] } | undefined> {
  try {
    const { spec } = await getSpec(tx, { projectId });
    const type = { none: "tool", optional: "public app", required: "team app" }[spec.accounts];
    return { type, blocks: [...new Set(spec.features.map(({ kind }) => kind))] };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
