import { and, eq, isNull } from "drizzle-orm";
import { AppError, type Context, type Tx } from "../platform/index.ts";
import { appKeySecret, findAppKey } from "../keys/index.ts";
import { modelsSocket } from "../sandbox/index.ts";
import { hostingDriver, type Deployment } from "./driver.ts";
import type { App, AppVersion } from "./model.ts";
import { foldersOf, places } from "./places.ts";
import { apps, appVersions } from "./tables.ts";

export type AppRow = typeof apps.$inferSelect;

export async function fetchApp(ctx: Context, id: string): Promise<AppRow> {
  const [row] = await ctx.db
    .select()
    .from(apps)
    .where(and(eq(apps.id, id), isNull(apps.deletedAt)));
  return row ?? missing();
}

/** The app, held until the transaction ends: two writers take turns. */
export async function lockApp(tx: Tx, id: string): Promise<AppRow> {
  return (await findLocked(tx, id)) ?? missing();
}

/** The same, where the app may have been deleted. */
export async function findLocked(tx: Tx, id: string): Promise<AppRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(apps)
    .where(and(eq(apps.id, id), isNull(apps.deletedAt)))
    .for("update");
  return row;
}

function missing(): never {
  throw new AppError("not_found", "There is no such app in this workspace.");
}

export async function fetchVersion(ctx: Context, appId: string, number: number): Promise<typeof appVersions.$inferSelect> {
  const [row] = await ctx.db
    .select()
    .from(appVersions)
    .where(and(eq(appVersions.appId, appId), eq(appVersions.number, number)));
  if (!row) throw new AppError("not_found", `This app has no version ${number}.`);
  return row;
}

export function toApp(ctx: Context, row: AppRow): App {
  const { id, projectId, threadId, name, slug, accent, icon, state, note, version, createdAt, deployedAt } = row;
  return {
    id,
    projectId,
    threadId,
    name,
    slug,
    accent,
    icon,
    url: ctx.platform.drivers.get(places).urlOf(slug),
    state,
    note,
    version,
    createdAt,
    deployedAt,
  };
}

export function toVersion(row: typeof appVersions.$inferSelect, serving: number): AppVersion {
  const { appId, number, specVersion, commit, summary, checks, createdAt } = row;
  return { appId, number, specVersion, commit, summary, checks, serving: number === serving, createdAt };
}

/** The key that links between platform and app are signed with; known to the two of them alone. */
export function ownerLinkSecret(ctx: Context, appId: string): string {
  return ctx.platform.secrets.derive(`owner-link/${appId}`).toString("base64url");
}

const IDLE_MS = 30 * 60_000;

export async function deploymentOf(ctx: Context, app: AppRow, number: number): Promise<Deployment> {
  const { appsDirectory, kitDirectory, urlOf, platformOrigin } = ctx.platform.drivers.get(places);
  const folders = foldersOf(appsDirectory, app.id);
  const models = await modelsFor(ctx, app.id, number);
  return {
    appId: app.id,
    release: String(number),
    releaseDir: folders.release(number),
    dataDir: folders.data,
    kitDir: await kitDirectory(),
    argv: ["node", "/work/app/server.mjs"],
    waitFlag: "--wait",
    env: {
      APP_ORIGIN: urlOf(app.slug),
      PLATFORM_ORIGIN: platformOrigin(),
      OWNER_LINK_SECRET: ownerLinkSecret(ctx, app.id),
      APP_VERSION: String(number),
      ...models?.env,
    },
    ...(models ? { sockets: models.sockets } : {}),
    uid: app.uid,
    idleMs: IDLE_MS,
  };
}

const MODELS_SOCKET = "/run/models.sock";

/** The way to models of an app that was granted them: the socket, and what this version holds of its key. */
async function modelsFor(ctx: Context, appId: string, version: number) {
  const host = ctx.platform.drivers.find(modelsSocket);
  const key = await findAppKey(ctx, appId);
  if (host === undefined || !key) return undefined;
  return {
    env: { MODELS_SOCKET, MODELS_KEY: appKeySecret(ctx, { ...key, version }) },
    sockets: [{ host, inside: MODELS_SOCKET }],
  };
}

export const driverOf = (ctx: Context) => ctx.platform.drivers.get(hostingDriver);
