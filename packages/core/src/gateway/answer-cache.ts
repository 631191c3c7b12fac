import { createHmac, randomUUID } from "node:crypto";
import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import { and, asc, count, eq, inArray, lt, ne, sql } from "drizzle-orm";
import { messageOf, newId, requirePermission, systemContext, write, type Context, type Platform, type Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { NO_TOKENS } from "../models/index.ts";
import { payerOf, settleCall } from "./meter.ts";
import type { CallPurpose, CallReport } from "./purpose.ts";
import { needsOf, planRoute } from "./route.ts";
import { cachedAnswers } from "./tables.ts";

const LARGEST_BYTES = 256 * 1024;
const MOST_ANSWERS = 5_000;
const HOUR_MS = 3_600_000;

/** In the place of a hash: the row that says when the workspace's answers were forgotten last. It stays longer than any call takes. */
const FORGOTTEN = "forgotten";
const LOCK = 7_291_008;

type Answer = Pick<LanguageModelV4GenerateResult, "content" | "finishReason" | "usage">;
type Part = LanguageModelV4StreamPart;

/** Where an answer is kept, and what the last forgetting was when its call began: it may repeat words that a later one took back. */
interface Place {
  hash: string;
  forgotten: unknown;
}
type Found = Place & ({ answer?: undefined } | { answer: LanguageModelV4GenerateResult; report: CallReport });

/** The kept answer of a call that gives the same one each time, or where to keep it; undefined for all other calls. */
export async function cachedAnswer(ctx: Context, purpose: CallPurpose, options: LanguageModelV4CallOptions): Promise<Found | undefined> {
  if (!(purpose.cache ?? options.temperature === 0)) return undefined;
  requirePermission(ctx, "gateway:call");
  if ((await settingOf(ctx, "models.cacheHours")) === 0) return undefined;
  const [first] = await planRoute(ctx, purpose, needsOf(options, purpose, 0));
  if (!first || first.offline) return undefined;
  // NOTE: a model that takes no temperature answers anew each time.
  if (purpose.cache === undefined && first.info?.abilities.sampling === false) return undefined;
  const hash = hashOf(ctx, first.ref, options);
  const rows = await rowsOf(ctx, [hash, FORGOTTEN]);
  const place = { hash, forgotten: lastForgotten(rows) };
  const row = rows.find((each) => each.hash === hash && each.expiresAt > ctx.platform.clock.now());
  if (!row) return place;
  const { provider, model } = row;
  const report: CallReport = { callId: newId("mdc"), provider, model, costMicros: 0, cached: true, offline: false };
  const booked = settleCall(ctx, {
    reservationId: newId("rsv"),
    callId: report.callId,
    provider,
    model,
    skill: purpose.skill,
    payer: payerOf(purpose),
    ownKey: false,
    costMicros: 0,
    usage: NO_TOKENS,
    outcome: "ok",
    durationMs: 0,
    cached: true,
    isUnawaited: purpose.answerFirst,
  });
  if (!purpose.answerFirst) await booked;
  return { ...place, report, answer: { ...(row.answer as Answer), warnings: [], providerMetadata: { openvibe: { ...report } } } };
}

const rowsOf = ({ db, workspaceId }: Context, hashes: string[]) =>
  db
    .select()
    .from(cachedAnswers)
    .where(and(eq(cachedAnswers.workspaceId, workspaceId), inArray(cachedAnswers.hash, hashes)));

const lastForgotten = (rows: readonly { hash: string; answer: unknown }[]) => rows.find(({ hash }) => hash === FORGOTTEN)?.answer;

/** Under a key of this server, so that nobody can tell from the database what was asked. */
function hashOf({ platform, workspaceId }: Context, ref: string, options: LanguageModelV4CallOptions): string {
  const { abortSignal: _signal, headers: _headers, includeRawChunks: _raw, providerOptions, ...asked } = options;
  const { offline: _rules, openvibe: _ours, ...vendors } = providerOptions ?? {};
  const all = JSON.stringify([workspaceId, ref, asked, vendors]);
  return createHmac("sha256", platform.secrets.derive("cached answers")).update(all).digest("base64url");
}

/** Never throws: losing it costs a call and nothing else. */
export async function keepAnswer(
  ctx: Context,
  { hash, forgotten }: Place,
  whole: LanguageModelV4GenerateResult,
  report: CallReport,
): Promise<void> {
  const { content, finishReason, usage } = whole;
  if (report.offline || report.fallbackFrom || (finishReason.unified !== "stop" && finishReason.unified !== "tool-calls")) return;
  const answer: Answer = { content, finishReason, usage };
  const bytes = Buffer.byteLength(JSON.stringify(answer));
  if (bytes > LARGEST_BYTES) return;
  try {
    const hours = await settingOf(ctx, "models.cacheHours");
    await write(ctx, "gateway:call", async (tx) => {
      const { provider, model, costMicros } = report;
      await tx.db.execute(sql`select pg_advisory_xact_lock_shared(${LOCK}, hashtext(${tx.workspaceId}))`);
      if (lastForgotten(await rowsOf(tx, [FORGOTTEN])) !== forgotten) return;
      const expiresAt = new Date(tx.clockNow.getTime() + hours * HOUR_MS);
      const row = { provider, model, answer, bytes, savesMicros: costMicros, createdAt: tx.clockNow, expiresAt };
      await tx.db
        .insert(cachedAnswers)
        .values({ workspaceId: tx.workspaceId, hash, ...row })
        .onConflictDoUpdate({ target: [cachedAnswers.workspaceId, cachedAnswers.hash], set: row });
    });
  } catch (error) {
    ctx.log.warn({ fault: messageOf(error) }, "an answer could not be kept");
  }
}

export function* replay({ content, usage, finishReason, providerMetadata }: LanguageModelV4GenerateResult): Generator<Part> {
  yield { type: "stream-start", warnings: [] };
  for (const [at, part] of content.entries()) {
    const id = String(at);
    if (part.type === "tool-call") yield part;
    if (part.type !== "text") continue;
    yield { type: "text-start", id };
    yield { type: "text-delta", id, delta: part.text };
    yield { type: "text-end", id };
  }
  yield { type: "finish", usage, finishReason, ...(providerMetadata ? { providerMetadata } : {}) };
}

/** The same parts; their answer is kept when it is complete. */
export function keeping(ctx: Context, place: Place, parts: AsyncIterable<Part>): AsyncIterable<Part> {
  const source = parts[Symbol.asyncIterator]();
  const content: LanguageModelV4Content[] = [];
  const texts = new Map<string, { type: "text"; text: string }>();
  let kept: Promise<void> | undefined;

  function see(part: Part): void {
    if (part.type === "text-delta") {
      const text = texts.get(part.id) ?? { type: "text" as const, text: "" };
      if (!texts.has(part.id)) content.push(text);
      texts.set(part.id, text);
      text.text += part.delta;
    }
    if (part.type === "tool-call") content.push(part);
    if (part.type !== "finish") return;
    const report = part.providerMetadata?.["openvibe"] as unknown as CallReport;
    kept = keepAnswer(ctx, place, { content, usage: part.usage, finishReason: part.finishReason, warnings: [] }, report);
  }

  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        await kept;
        const step = await source.next();
        if (!step.done) see(step.value);
        return step;
      },
      return: async (reason: unknown) => (await source.return?.(reason)) ?? { done: true, value: undefined },
    }),
  };
}

/** Which of them repeat words that were taken back nobody can tell: all of the workspace go, those of calls under way too, and cost a call each. */
export async function forgetAnswers(tx: Tx): Promise<void> {
  const { workspaceId, clockNow: createdAt } = tx;
  await tx.db.execute(sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${workspaceId}))`);
  await tx.db.delete(cachedAnswers).where(eq(cachedAnswers.workspaceId, workspaceId));
  const mark = { provider: "", model: "", answer: randomUUID(), bytes: 0, savesMicros: 0 };
  const expiresAt = new Date(createdAt.getTime() + 24 * HOUR_MS);
  await tx.db.insert(cachedAnswers).values({ workspaceId, hash: FORGOTTEN, ...mark, createdAt, expiresAt });
}

/** What has expired goes, and the oldest beyond so many for each workspace. */
export async function pruneAnswers(platform: Platform): Promise<void> {
  await write(systemContext(platform), "gateway:manage", async (tx) => {
    await tx.db.delete(cachedAnswers).where(lt(cachedAnswers.expiresAt, tx.clockNow));
    const counts = await tx.db
      .select({ workspaceId: cachedAnswers.workspaceId, rows: count() })
      .from(cachedAnswers)
      .groupBy(cachedAnswers.workspaceId);
    for (const { workspaceId, rows } of counts) {
      if (rows <= MOST_ANSWERS) continue;
      const oldest = tx.db
        .select({ hash: cachedAnswers.hash })
        .from(cachedAnswers)
        .where(and(eq(cachedAnswers.workspaceId, workspaceId), ne(cachedAnswers.hash, FORGOTTEN)))
        .orderBy(asc(cachedAnswers.createdAt))
        .limit(rows - MOST_ANSWERS);
      await tx.db.delete(cachedAnswers).where(and(eq(cachedAnswers.workspaceId, workspaceId), inArray(cachedAnswers.hash, oldest)));
    }
  });
}
