import { getUsage, listBudgets, setBudget } from "../billing/index.ts";
import { findAppKey, grantAppKey, revokeAppKey } from "../keys/index.ts";
import { AppError, emit, may, requirePermission, write, type Context } from "../platform/index.ts";
import { getSpec } from "../projects/index.ts";
import { deployNow } from "./deploy-version.ts";
import { driverOf, fetchApp, lockApp, type AppRow } from "./internal.ts";
import { GrantModels, HostingEvents, type ByApp, type ModelsGrant } from "./model.ts";
import { inTurn } from "./turns.ts";

export async function getModelsGrant(ctx: Context, { appId }: ByApp): Promise<ModelsGrant> {
  requirePermission(ctx, "hosting:read");
  const app = await fetchApp(ctx, appId);
  const [wanted, key] = await Promise.all([wantsModels(ctx, app), findAppKey(ctx, appId)]);
  return { wanted, granted: key !== undefined, costs: key && may(ctx.actor, "billing:manage") ? await costsOf(ctx, key.keyId) : null };
}

/** Lets an app call models through the gateway, by a key and within a budget of its own; it starts anew with them. */
export async function grantModels(ctx: Context, input: GrantModels): Promise<ModelsGrant> {
  const { appId, monthlyLimitMicros } = GrantModels.parse(input);
  const isNew = await write(ctx, "keys:manage", async (tx) => {
    const app = await lockApp(tx, appId);
    const key = await findAppKey(tx, appId);
    if (key) {
      await setBudget(tx, { scope: "key", subjectId: key.keyId, period: "month", limitMicros: monthlyLimitMicros });
      return false;
    }
    if (!(await wantsModels(tx, app)))
      throw new AppError(
        "conflict",
        `${app.name} has no use for models. Ask in its thread for something that needs one, such as an assistant.`,
      );
    await grantAppKey(tx, { appId, version: app.version, name: `App ${app.name}`.slice(0, 80), monthlyLimitMicros });
    await emit(tx, HostingEvents.ModelsGranted, { appId });
    return true;
  });
  if (isNew) await startAnew(ctx, appId);
  return getModelsGrant(ctx, { appId });
}

/** Its key ends at once, whatever the app does then. */
export async function revokeModels(ctx: Context, { appId }: ByApp): Promise<ModelsGrant> {
  const ended = await write(ctx, "keys:manage", async (tx) => {
    await lockApp(tx, appId);
    if (!(await findAppKey(tx, appId))) return false;
    await revokeAppKey(tx, appId);
    await emit(tx, HostingEvents.ModelsRevoked, { appId });
    return true;
  });
  if (ended) await startAnew(ctx, appId);
  return getModelsGrant(ctx, { appId });
}

/** The version that serves, beside itself, with what it is given now. */
function startAnew(ctx: Context, appId: string): Promise<void> {
  return inTurn(driverOf(ctx), appId, async () => {
    const { version } = await fetchApp(ctx, appId);
    if (version > 0) await deployNow(ctx, { appId, number: version });
  });
}

async function wantsModels(ctx: Context, { projectId }: AppRow): Promise<boolean> {
  const { spec } = await getSpec(ctx, { projectId });
  return spec.features.some(({ kind }) => kind === "assistant");
}

async function costsOf(ctx: Context, keyId: string): Promise<ModelsGrant["costs"]> {
  const [budgets, usage] = await Promise.all([
    listBudgets(ctx, { scope: "key", subjectId: keyId, limit: 10 }),
    getUsage(ctx, { by: "key", keyId }),
  ]);
  const month = budgets.items.find(({ period }) => period === "month");
  if (!month) return null;
  const { costMicros, calls } = usage.total;
  return { monthlyLimitMicros: month.limitMicros, monthMicros: month.spentMicros, totalMicros: costMicros, calls };
}
