import { inArray } from "drizzle-orm";
import { ChatEvents, getThread } from "../chat/index.ts";
import { messages, threads } from "../chat/tables.ts";
import { KeyEvents } from "../keys/index.ts";
import { KnowledgeEvents } from "../knowledge/index.ts";
import { defineFollower, on, onMany, type Tx } from "../platform/index.ts";
import { getProject, getSpec, listDecisions, ProjectEvents } from "../projects/index.ts";
import { addTasks } from "../runs/index.ts";
import { SettingEvents } from "../settings/index.ts";
import { dropUnwanted, embedLater } from "./embed-entries.ts";
import {
  decisionEntry,
  documentEntry,
  itemEntry,
  markResolved,
  messageEntry,
  putEntries,
  removeEntries,
  threadEntry,
  type Entry,
} from "./entries.ts";

const keep = (tx: Tx, refId: string, entry: Entry | undefined) => (entry ? putEntries(tx, [entry]) : removeEntries(tx, [refId]));

/** Keeps the index as what it tells of is. */
export const searchFollower = defineFollower({ name: "search", gatherMs: 250 }, [
  onMany(ChatEvents.MessageSent, (tx, sent) =>
    putEntries(
      tx,
      sent.map(({ payload }) => messageEntry(payload)).filter((entry) => entry !== undefined),
    ),
  ),
  on(ChatEvents.MessageChanged, (tx, { payload }) => keep(tx, payload.id, messageEntry(payload))),
  on(ChatEvents.TalkImported, async (tx, { payload: { threadIds, messageIds } }) => {
    const said = await tx.db.select().from(messages).where(inArray(messages.id, messageIds));
    const opened = await tx.db.select().from(threads).where(inArray(threads.id, threadIds));
    await putEntries(
      tx,
      [...said.map(messageEntry), ...opened.map(threadEntry)].filter((entry) => entry !== undefined),
    );
  }),
  on(ChatEvents.MessageDeleted, (tx, { payload }) => removeEntries(tx, [payload.id])),
  on(ChatEvents.ThreadStarted, (tx, { payload }) => putEntries(tx, [threadEntry(payload)])),
  on(ChatEvents.ThreadChanged, (tx, { payload }) => putEntries(tx, [threadEntry(payload)])),
  on(ChatEvents.ThreadResolved, (tx, { payload }) => markResolved(tx, payload.thread.id)),
  on(KnowledgeEvents.ContextItemAdded, (tx, { payload }) => putEntries(tx, [itemEntry(payload)])),
  on(KnowledgeEvents.ContextItemChanged, (tx, { payload }) => putEntries(tx, [itemEntry(payload)])),
  on(KnowledgeEvents.ContextItemRemoved, (tx, { payload }) => removeEntries(tx, [payload.id])),
  on(ProjectEvents.ProjectStarted, (tx, { payload }) => putProject(tx, payload.id)),
  on(ProjectEvents.ProjectChanged, (tx, { payload }) => putProject(tx, payload.id)),
  on(ProjectEvents.DecisionRecorded, (tx, { payload }) => putProject(tx, payload.projectId)),
  on(KeyEvents.ProviderKeyAdded, embedLater),
  on(SettingEvents.SettingChanged, async (tx, { payload: { key, layer } }) => {
    if (layer === "workspace" && key === "search.meaning") await dropUnwanted(tx);
    if (layer === "workspace" && (key === "search.meaning" || key === "models.embedding")) await embedLater(tx);
    // A template may bring a language with it.
    if (layer !== "workspace" || (key !== "search.language" && key !== "template")) return;
    await addTasks(tx, [{ kind: "search.reindex", input: {}, priority: "low", announce: false }]);
  }),
]);

/** With what was decided about it, as one that comes from elsewhere brings that with it. */
async function putProject(tx: Tx, projectId: string): Promise<void> {
  const project = await getProject(tx, { projectId });
  const { channelId } = await getThread(tx, { threadId: project.threadId });
  const spec = project.specVersion > 0 ? (await getSpec(tx, { projectId })).spec : undefined;
  const decided = await listDecisions(tx, { projectId });
  const entries = decided.map((decision) => decisionEntry(decision, project.threadId, channelId));
  await putEntries(tx, [documentEntry(project, channelId, spec), ...entries]);
}
