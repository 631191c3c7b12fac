import { AppError, emit, isProgram, write, type Context } from "../platform/index.ts";
import { revokeAppKey } from "../keys/index.ts";
import { changeApp } from "./change-app.ts";
import { giveUpName } from "./host-names.ts";
import { driverOf, fetchApp, lockApp, toApp } from "./internal.ts";
import { HostingEvents, type App, type ByApp } from "./model.ts";
import { removeApp } from "./remove-app.ts";

export async function startApp(ctx: Context, input: ByApp): Promise<App> {
  const app = await write(ctx, "hosting:write", async (tx) => {
    const row = await lockApp(tx, input.appId);
    if (row.version === 0) throw new AppError("conflict", "This app has no version that could be started yet. Wait for its build.");
    await changeApp(tx, row, { state: "starting", note: "" });
    return row;
  });
  try {
    await driverOf(ctx).start(app.id);
  } catch (error) {
    const note = error instanceof AppError ? error.message : "The app did not start.";
    await write(ctx, "hosting:write", async (tx) => changeApp(tx, await lockApp(tx, app.id), { state: "failed", note }));
    throw error;
  }
  return write(ctx, "hosting:write", async (tx) => changeApp(tx, await lockApp(tx, app.id), { state: "live", note: "" }));
}

/** Stays stopped, over restarts too, until a person starts it. */
export async function stopApp(ctx: Context, input: ByApp): Promise<App> {
  const app = await write(ctx, "hosting:write", async (tx) => {
    const row = await lockApp(tx, input.appId);
    if (row.version === 0) throw new AppError("conflict", "This app does not run yet. Cancel its build to stop it.");
    await changeApp(tx, row, { state: "stopped", note: isProgram(tx.actor) ? "Stopped by a program" : "Stopped by a person" });
    return row;
  });
  await driverOf(ctx).stop(app.id);
  return toApp(ctx, await fetchApp(ctx, app.id));
}

/** Deletes the app with its data, code and address. This cannot be undone. */
export async function deleteApp(ctx: Context, input: ByApp): Promise<void> {
  const appId = await write(ctx, "hosting:delete", async (tx) => {
    const row = await lockApp(tx, input.appId);
    await changeApp(tx, row, { state: "stopped", note: "Deleted", deletedAt: tx.clockNow });
    await giveUpName(tx, row.slug);
    await revokeAppKey(tx, row.id);
    await emit(tx, HostingEvents.AppDeleted, { appId: row.id });
    return row.id;
  });
  await removeApp(ctx, appId);
}
