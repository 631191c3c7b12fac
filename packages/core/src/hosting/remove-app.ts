import type { Context } from "../platform/index.ts";
import { removeFolders } from "../sandbox/index.ts";
import { hostingDriver } from "./driver.ts";
import { foldersOf, places } from "./places.ts";

/** Ends a deleted app and removes its data, code and logs from this server. */
export async function removeApp(ctx: Pick<Context, "platform">, appId: string): Promise<void> {
  await ctx.platform.drivers.get(hostingDriver).remove(appId);
  await removeFolders(foldersOf(ctx.platform.drivers.get(places).appsDirectory, appId).root);
}
