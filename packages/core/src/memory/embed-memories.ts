import { and, asc, count, eq, gt, isNull, ne, notExists, or, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isOffline } from "../gateway/index.ts";
import { actAs, SYSTEM, systemContext, write, type Context, type Tx } from "../platform/index.ts";
import { addTasks, defineTask } from "../runs/index.ts";
import { settingOf } from "../settings/index.ts";
import { meaningsOf } from "./embedding.ts";
import { keepVectors } from "./internal.ts";
import { lexemesOf } from "./lexemes.ts";
import { memories, memoryVectors } from "./tables.ts";

const BATCH = 100;
const GATHER_MS = 2_000;
const KIND = "memory.embed";

/** Adds the task, once for all who ask within two seconds. With a model: for what that one has not seen; without: for what none has. */
export async function embedLater(tx: Tx, model?: string): Promise<void> {
  const turn = Math.floor(tx.clockNow.getTime() / GATHER_MS) + 1;
  const runAt = new Date(turn * GATHER_MS);
  const uniqueKey = `${KIND}/${model ?? ""}/${turn}`.slice(0, 200);
  await addTasks(actAs(tx, SYSTEM), [
    { kind: KIND, input: { model }, priority: "low", announce: false, runAt, uniqueKey, maxAttempts: 20, backoffMs: 5_000 },
  ]);
}

const unseenBy = (model: string | undefined) =>
  notExists(
    new QueryBuilder()
      .select({ one: sql`1` })
      .from(memoryVectors)
      .where(and(eq(memoryVectors.memoryId, memories.id), model === undefined ? undefined : eq(memoryVectors.model, model))),
  );

/** Works out what memories mean, by the model that answers now, and brings their words to the stems of the language that is set now. */
export async function embedMemories(ctx: Context, input: { model?: string | undefined }): Promise<number> {
  const language = await settingOf(ctx, "search.language");
  let done = 0;
  let by = input.model;
  for (let after = "", more = true; more;) {
    const due = or(unseenBy(by), sql`${memories.language} <> ${language}`);
    const rows = await ctx.db
      .select({ id: memories.id, text: memories.text })
      .from(memories)
      .where(and(eq(memories.workspaceId, ctx.workspaceId), gt(memories.id, after), isNull(memories.supersededBy), due))
      .orderBy(asc(memories.id))
      .limit(BATCH);
    if (rows.length === 0) break;
    const meaning = await meaningsOf(
      ctx,
      rows.map((row) => row.text),
    );
    if (!meaning) return done;
    await write(ctx, "memory:write", async (tx) => {
      const held = await holdRows(tx, rows);
      const vectors = held.map(({ place }) => meaning.vectors[place]).filter((vector) => vector !== undefined);
      await keepVectors(
        tx,
        held.map(({ id }) => id),
        { ...meaning, vectors },
      );
      for (const { id, text } of held)
        await tx.db
          .update(memories)
          .set({ language, lexemes: lexemesOf(language, text), xid: sql`pg_current_xact_id()` })
          .where(eq(memories.id, id));
    });
    done += rows.length;
    by = meaning.model;
    after = rows.at(-1)?.id ?? after;
    more = rows.length === BATCH;
  }
  if (by !== undefined && !isOffline(by)) await dropOtherModels(ctx, by);
  return done;
}

/** What was forgotten meanwhile has no row to hold a vector of. */
async function holdRows(tx: Tx, rows: readonly { id: string; text: string }[]) {
  const ids = rows.map((row) => row.id);
  const known = await tx.db
    .select({ id: memories.id })
    .from(memories)
    .where(sql`${memories.id} = any(${sql.param(ids)}::text[])`)
    .orderBy(asc(memories.id))
    .for("update");
  const there = new Set(known.map((row) => row.id));
  return rows.flatMap(({ id, text }, place) => (there.has(id) ? [{ id, text, place }] : []));
}

/** When the new model has seen everything, what earlier ones made of it goes; the offline one's stays for when no provider answers. */
async function dropOtherModels(ctx: Context, model: string): Promise<void> {
  const [left] = await ctx.db
    .select({ count: count() })
    .from(memories)
    .where(and(eq(memories.workspaceId, ctx.workspaceId), isNull(memories.supersededBy), unseenBy(model)));
  if (left && left.count > 0) return;
  await write(ctx, "memory:write", (tx) =>
    tx.db.delete(memoryVectors).where(and(ne(memoryVectors.model, model), sql`${memoryVectors.model} not like 'offline%'`)),
  );
}

const asked = new WeakMap<object, Map<string, number>>();
const ASK_MS = 30_000;

/** For recall, which has found memories that its model has not seen. */
export async function askForVectors({ platform, workspaceId }: Context, model: string): Promise<void> {
  const last = asked.get(platform) ?? new Map<string, number>();
  asked.set(platform, last);
  const now = platform.clock.now().getTime();
  if (now - (last.get(workspaceId) ?? 0) < ASK_MS) return;
  last.set(workspaceId, now);
  await write(systemContext(platform, workspaceId), "memory:write", (tx) => embedLater(tx, model));
}

export const embedTask = defineTask({
  kind: KIND,
  input: z.object({ model: z.string().optional() }),
  run: async (run, input) => void (await embedMemories(run.ctx, input)),
});
