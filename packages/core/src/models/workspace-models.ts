import { eq } from "drizzle-orm";
import { AppError, emit, requirePermission, write, type Context } from "../platform/index.ts";
import { forgetKeys, known } from "../keys/index.ts";
import { ModelEvents, type ListedModel, type ModelByRef, type ModelInfo, type SetModel } from "./model.ts";
import { priceAt } from "./price.ts";
import { knownModels } from "./table.ts";
import { workspaceModels } from "./tables.ts";

/** What admins of the workspace said of models that our table does not know, or knows otherwise. */
export function pricedModels({ platform, workspaceId, db }: Context): Promise<readonly ModelInfo[]> {
  return known(platform, `models/${workspaceId}`, workspaceId, async () => {
    const rows = await db.select({ info: workspaceModels.info }).from(workspaceModels).orderBy(workspaceModels.ref);
    return rows.map(({ info }) => info);
  });
}

/** Describes and prices a model for the workspace; ours of the same name goes behind it. */
export async function setModel(ctx: Context, input: SetModel): Promise<void> {
  const { inputMicros, outputMicros, cacheReadMicros, cacheWriteMicros, ...model } = input;
  const ref = `${model.provider}/${model.id}`;
  const dimensions = model.dimensions ?? knownModels(ctx).get(ref)?.dimensions;
  const cacheRead = cacheReadMicros === undefined ? {} : { cacheRead: cacheReadMicros };
  const cacheWrite = cacheWriteMicros === undefined ? {} : { cacheWrite: cacheWriteMicros };
  const info: ModelInfo = {
    ...model,
    ...(dimensions === undefined ? {} : { dimensions }),
    prices: [{ input: inputMicros, output: outputMicros, ...cacheRead, ...cacheWrite }],
    asOf: ctx.platform.clock.now().toISOString().slice(0, 10),
    source: "set in the workspace",
  };
  await write(ctx, "gateway:manage", async (tx) => {
    const row = { info, setBy: tx.actor.id, setAt: tx.clockNow };
    await tx.db
      .insert(workspaceModels)
      .values({ workspaceId: tx.workspaceId, ref, ...row })
      .onConflictDoUpdate({ target: [workspaceModels.workspaceId, workspaceModels.ref], set: row });
    await emit(tx, ModelEvents.ModelSet, { ref, inputMicros, outputMicros });
    tx.afterCommit(() => forgetKeys(tx));
  });
}

export async function removeModel(ctx: Context, { ref }: ModelByRef): Promise<void> {
  await write(ctx, "gateway:manage", async (tx) => {
    const gone = await tx.db.delete(workspaceModels).where(eq(workspaceModels.ref, ref)).returning({ ref: workspaceModels.ref });
    if (gone.length === 0) throw new AppError("not_found", "This workspace has set nothing of that model.");
    await emit(tx, ModelEvents.ModelRemoved, { ref });
    tx.afterCommit(() => forgetKeys(tx));
  });
}

/** All models with what they cost today. */
export async function listModels(ctx: Context): Promise<ListedModel[]> {
  requirePermission(ctx, "gateway:read");
  const own = new Map((await pricedModels(ctx)).map((model) => [`${model.provider}/${model.id}`, model]));
  return [...new Map([...knownModels(ctx), ...own])].flatMap(([ref, model]) => {
    const price = priceAt(model.prices, ctx.platform.clock.now(), 0);
    const { kind, contextTokens, maxOutputTokens, abilities, asOf, source } = model;
    if (!price) return [];
    return [{ ref, kind, contextTokens, maxOutputTokens, abilities, price, asOf, source, own: own.has(ref) }];
  });
}
