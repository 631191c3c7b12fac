import { and, eq } from "drizzle-orm";
import { may, type Actor, type Context } from "../platform/index.ts";
import { selectTools, toTool } from "./connected-tools.ts";
import { OPERATOR_KEY } from "./operator.ts";
import { apiKeys, members, oauthConsents } from "./tables.ts";

/**
 * What a program may do in a person's name: what they and the key or connected tool may both, now. Of a key that has ended only what reads is
 * left, of one that is forgotten nothing.
 */
export async function rightsThroughKey(ctx: Context, person: Actor, keyId: string): Promise<Actor["can"]> {
  if (keyId === OPERATOR_KEY) return person.can;
  const [key] = await ctx.db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, keyId), eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.memberId, person.id)));
  const [tool] = await ctx.db
    .select({ scopes: oauthConsents.scopes })
    .from(oauthConsents)
    .where(and(eq(oauthConsents.id, keyId), eq(oauthConsents.referenceId, person.id)));
  const hasEnded = key && (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= ctx.platform.clock.now()));
  const given = (key?.permissions ?? tool?.scopes ?? []).filter((permission) => !hasEnded || permission.endsWith(":read"));
  return new Set(given.filter((permission) => may(person, permission)));
}

/** What the key or connected tool is called by which a program comes in; the operator's token has no name. */
export async function nameOfKey(ctx: Context, keyId: string): Promise<string | undefined> {
  const ofKey = and(eq(apiKeys.id, keyId), eq(apiKeys.workspaceId, ctx.workspaceId));
  const [key] = await ctx.db.select({ name: apiKeys.name }).from(apiKeys).where(ofKey);
  const [tool] = await selectTools(ctx).where(and(eq(oauthConsents.id, keyId), eq(members.workspaceId, ctx.workspaceId)));
  return key?.name ?? (tool && toTool(tool).name);
}
