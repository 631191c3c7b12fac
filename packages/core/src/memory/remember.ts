import { and, eq, isNull, sql } from "drizzle-orm";
import { getMessage, getThread, holdMessage } from "../chat/index.ts";
import { AppError, isProgram, isTx, newId, write, type Context, type Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { embedLater } from "./embed-memories.ts";
import { meaningsOf, type Meaning } from "./embedding.ts";
import { keepVectors, lockCurrent, lockMemory, requireAhead, rightFor, tell, toMemory } from "./internal.ts";
import { lexemesOf } from "./lexemes.ts";
import { MemoryEvents, Remember, type Memory } from "./model.ts";
import { memories } from "./tables.ts";

type Given = ReturnType<typeof Remember.parse>;

const ABOVE_USUAL: readonly Memory["importance"][] = ["critical", "high"];

interface Told {
  /** The message that an agent was told it by. */
  messageId?: string;
  taskId?: string;
  /** A program wrote it, whoever brings it. */
  byProgram?: boolean;
  /** What was learnt of its person, by its key. */
  insight?: string;
}

/**
 * Keeps a text to be recalled. The same text in the same place is kept once, as the more important and until the later end. Inside a transaction its
 * meaning is worked out later. What an agent was told to remember by messages goes with the last of them.
 */
export async function remember(ctx: Context, input: Remember, told: Told = {}): Promise<Memory> {
  const given = Remember.parse(input);
  const meaning = isTx(ctx) ? undefined : await meaningsOf(ctx, [given.text], undefined, { taskId: told.taskId });
  return write(ctx, rightFor(given.scope), (tx) => keep(tx, given, meaning, told));
}

async function keep(tx: Tx, given: Given, meaning: Meaning | undefined, told: Told): Promise<Memory> {
  if (given.expiresAt) requireAhead(tx, given.expiresAt);
  const scopeId = ownerOf(tx, given);
  const from = await originOf(tx, given, told);
  const messageId = given.messageId ?? told.messageId;
  if (messageId !== undefined && !(await holdMessage(tx, await getMessage(tx, { messageId }))))
    throw new AppError("not_found", "This message has been deleted.");
  const replaced = given.supersedes === undefined ? undefined : await lockCurrent(tx, given.supersedes);
  if (replaced && (replaced.scope !== given.scope || replaced.scopeId !== scopeId))
    throw new AppError("bad_request", "A memory can replace only one of the same place. Forget the other, and write this one anew.");
  const place = [tx.workspaceId, given.scope, scopeId, from.channelId, given.text];
  // NOTE: of two that remember the same at once the second finds what the first kept.
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`memory/${place.join("/")}`}, 0))`);
  const known = await findSame(tx, given, scopeId, from.channelId);
  const memory: Memory = {
    id: newId("rem", tx.clockNow.getTime()),
    text: given.text,
    importance: given.importance,
    scope: given.scope,
    scopeId,
    // What replaces something of a private channel stays with its readers.
    ...(replaced && from.channelId === null ? { ...from, channelId: replaced.channelId } : from),
    authorId: tx.actor.id,
    byProgram: told.byProgram === true || isProgram(tx.actor),
    supersededBy: null,
    expiresAt: given.expiresAt ?? null,
    createdAt: tx.clockNow,
  };
  if (known && !replaced) return keepOnce(tx, known.id, memory, meaning);
  await insertMemory(tx, memory, meaning);
  if (replaced) await setAside(tx, replaced, memory.id);
  await tell(tx, MemoryEvents.MemoryRemembered, memory);
  return memory;
}

async function keepOnce(tx: Tx, memoryId: string, given: Memory, meaning: Meaning | undefined): Promise<Memory> {
  const known = await lockMemory(tx, memoryId);
  const rises = known.importance !== "critical" && ABOVE_USUAL.includes(given.importance);
  const importance = rises ? given.importance : known.importance;
  const lasts = known.expiresAt !== null && (!given.expiresAt || given.expiresAt > known.expiresAt);
  const expiresAt = lasts ? given.expiresAt : known.expiresAt;
  const isSaidTwice = known.sourceKind === "message" && known.sourceId !== given.sourceId;
  const isWritten = isSaidTwice && given.sourceKind !== "message";
  if (isSaidTwice && !isWritten) await keepBehind(tx, known, given, meaning);
  if (importance === known.importance && !lasts && !isWritten) return known;
  // Written down too, it does not go with the message that it was taken from first.
  const source = isWritten ? ({ sourceKind: "written", sourceId: null } as const) : {};
  const memory: Memory = { ...known, ...source, importance, expiresAt };
  await tx.db
    .update(memories)
    .set({ ...source, importance, expiresAt, xid: sql`pg_current_xact_id()` })
    .where(eq(memories.id, memoryId));
  await tell(tx, MemoryEvents.MemoryCorrected, memory);
  return memory;
}

/** Another message says it too: what stands behind the one that is known takes its place when that goes with its own message. */
async function keepBehind(tx: Tx, { id }: Memory, given: Memory, meaning: Meaning | undefined): Promise<void> {
  const said = and(eq(memories.supersededBy, id), eq(memories.sourceKind, "message"), eq(memories.sourceId, given.sourceId ?? ""));
  if ((await tx.db.$count(memories, said)) === 0) await insertMemory(tx, { ...given, supersededBy: id }, meaning);
}

export async function insertMemory(tx: Tx, memory: Memory, meaning: Meaning | undefined): Promise<void> {
  const language = await settingOf(tx, "search.language");
  const { workspaceId } = tx;
  await tx.db.insert(memories).values({ ...memory, workspaceId, language, lexemes: lexemesOf(language, memory.text) });
  if (meaning) await keepVectors(tx, [memory.id], meaning);
  else await embedLater(tx);
}

export async function setAside(tx: Tx, { id }: Memory, supersededBy: string): Promise<void> {
  await tx.db
    .update(memories)
    .set({ supersededBy, xid: sql`pg_current_xact_id()` })
    .where(eq(memories.id, id));
}

function ownerOf({ actor }: Context, { scope, projectId, memberId }: Given): string | null {
  if (scope === "workspace") return null;
  if (scope === "project") {
    if (!projectId) throw new AppError("bad_request", "Say for which project this is.");
    return projectId;
  }
  // NOTE: an agent writes for the one it works for: others would find in their own memory what they never said.
  const self = actor.kind === "person" ? actor.id : actor.forMember;
  const owner = memberId ?? self;
  if (!owner) throw new AppError("bad_request", "Say for which person this is.");
  if (actor.kind !== "system" && owner !== self)
    throw new AppError(
      "forbidden",
      "What a person remembers for themselves is theirs alone. Remember this for the workspace or a project.",
    );
  return owner;
}

/** Where it comes from, as the actor may read it. */
async function originOf(ctx: Context, { messageId, threadId, scope, source }: Given, { messageId: madeFrom, insight }: Told) {
  if (insight !== undefined) return { channelId: null, sourceKind: "insight", sourceId: insight } as const;
  if (messageId !== undefined) {
    const { channelId } = await getMessage(ctx, { messageId });
    return { channelId, sourceKind: "message", sourceId: messageId } as const;
  }
  // NOTE: what an agent was told in private stays there, unless it is one person's own.
  const within = scope === "person" ? null : (ctx.actor.audienceOf ?? null);
  const channelId = threadId === undefined ? within : (await getThread(ctx, { threadId })).channelId;
  if (source === undefined && madeFrom !== undefined) return { channelId, sourceKind: "message", sourceId: madeFrom } as const;
  return { channelId, sourceKind: source?.kind ?? "written", sourceId: source?.id ?? null } as const;
}

async function findSame(tx: Tx, { scope, text }: Given, scopeId: string | null, channelId: string | null): Promise<Memory | undefined> {
  const [row] = await tx.db
    .select()
    .from(memories)
    .where(
      and(
        eq(memories.workspaceId, tx.workspaceId),
        eq(memories.scope, scope),
        scopeId === null ? isNull(memories.scopeId) : eq(memories.scopeId, scopeId),
        channelId === null ? isNull(memories.channelId) : eq(memories.channelId, channelId),
        sql`md5(${memories.text}) = md5(${text})`,
        isNull(memories.supersededBy),
        sql`(${memories.expiresAt} is null or ${memories.expiresAt} > ${tx.clockNow.toISOString()}::timestamptz)`,
      ),
    )
    .limit(1);
  return row && toMemory(row);
}
