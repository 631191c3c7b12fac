import { chown, mkdir } from "node:fs/promises";
import { AppError, write, type Context, type Tx } from "../platform/index.ts";
import { changeApp, noteFailedApp } from "./change-app.ts";
import { admitAppVersion, keepAppVersion } from "../keys/index.ts";
import { deploymentOf, driverOf, fetchVersion, findLocked, lockApp, toApp, type AppRow } from "./internal.ts";
import type { App } from "./model.ts";
import { pruneReleases, requireRelease } from "./releases.ts";
import { removeApp } from "./remove-app.ts";
import { inTurn } from "./turns.ts";

/** Throws when the deploy is not wanted any more; asked in the transactions that would make it so. */
export type Permit = (tx: Tx, app: App) => Promise<void>;

/**
 * Serves this version: starts it beside the old one, moves requests over when it is healthy, then stops the old one.
 * When it does not become healthy the old version goes on and this throws "unavailable" with its last words.
 * An app that a person stopped is tried out with the version and stays stopped.
 */
export function deployVersion(ctx: Context, input: { appId: string; number: number }, permit?: Permit): Promise<App> {
  return inTurn(driverOf(ctx), input.appId, () => deployNow(ctx, input, permit));
}

/** For who has the turn already. */
export async function deployNow(ctx: Context, input: { appId: string; number: number }, permit?: Permit): Promise<App> {
  const permission = "hosting:write";
  const app = await write(ctx, permission, async (tx) => {
    const row = await lockApp(tx, input.appId);
    if (!(await fetchVersion(tx, row.id, input.number)).built)
      throw new AppError("conflict", `Version ${input.number} was never built, so it cannot be served.`);
    await permit?.(tx, toApp(tx, row));
    if (row.version === 0) await changeApp(tx, row, { state: "starting", note: "" });
    await admitAppVersion(tx, { appId: row.id, version: input.number });
    return row;
  });
  try {
    await requireRelease(ctx, input);
    await startDeployment(ctx, app, input.number);
  } catch (error) {
    const note = error instanceof AppError ? error.message : "The version did not start.";
    await noteFailedApp(ctx, { appId: app.id, note });
    await keepKeyOfServing(ctx, app.id);
    throw error;
  }
  let served: App | undefined;
  try {
    served = await write(ctx, permission, async (tx) => {
      const row = await findLocked(tx, app.id);
      if (!row) return undefined;
      await permit?.(tx, toApp(tx, row));
      const state = row.state === "stopped" ? {} : ({ state: "live", note: "" } as const);
      await keepAppVersion(tx, { appId: row.id, version: input.number });
      return changeApp(tx, row, { ...state, version: input.number, deployedAt: tx.clockNow });
    });
  } catch (error) {
    await putBack(ctx, app.id).catch((cause: unknown) =>
      ctx.platform.log.error({ err: cause, app: app.id }, "an app could not be put back"),
    );
    throw error;
  }
  if (!served) {
    await removeApp(ctx, app.id);
    throw new AppError("not_found", "The app was deleted while this version started.");
  }
  if (served.state === "stopped") await driverOf(ctx).stop(app.id);
  await pruneReleases(ctx, { appId: app.id, keep: [input.number, app.version] });
  return served;
}

/** One step back, or to any earlier version that was built. */
export async function rollbackApp(ctx: Context, input: { appId: string; version: number }): Promise<App> {
  return deployVersion(ctx, { appId: input.appId, number: input.version });
}

async function startDeployment(ctx: Context, app: Parameters<typeof deploymentOf>[1], number: number): Promise<void> {
  const deployment = await deploymentOf(ctx, app, number);
  await ownedFolder(deployment.dataDir, app.uid);
  await driverOf(ctx).deploy(deployment);
}

/** Makes what runs what the app's row says, after a version came up that nobody wants any more. */
async function putBack(ctx: Context, appId: string): Promise<void> {
  const row = await keepKeyOfServing(ctx, appId);
  if (!row) return removeApp(ctx, appId);
  const driver = driverOf(ctx);
  if (row.version > 0 && row.state !== "stopped") {
    try {
      return await startDeployment(ctx, row, row.version);
    } catch (error) {
      const note = `Version ${row.version} did not start again. ${error instanceof AppError ? error.message : ""}`.trim();
      await write(ctx, "hosting:write", async (tx) => changeApp(tx, await lockApp(tx, appId), { state: "failed", note }));
    }
  }
  await driver.stop(appId);
  if (row.version > 0) driver.register(await deploymentOf(ctx, row, row.version), "stopped");
}

/** What a version that is not served after all holds of the app's key opens nothing any more. */
function keepKeyOfServing(ctx: Context, appId: string): Promise<AppRow | undefined> {
  return write(ctx, "hosting:write", async (tx) => {
    const row = await findLocked(tx, appId);
    if (row) await keepAppVersion(tx, { appId, version: row.version });
    return row;
  });
}

/** A folder that the app's own user may write, where the server may give folders away. */
export async function ownedFolder(path: string, uid: number): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o750 });
  if (process.getuid?.() === 0) await chown(path, uid, uid);
}
