import { named, type Context, type Said } from "../platform/index.ts";
import { getApp } from "./read-app.ts";

/** For what a tool says it does. */
export const appNamed = (ctx: Context, appId: string): Promise<Said> => named(appId, () => getApp(ctx, { appId }));
