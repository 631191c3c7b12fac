import { and, eq, inArray, isNull, lt, lte, notExists } from "drizzle-orm";
import { emit, systemContext, write, type Context, type Platform } from "../platform/index.ts";
import { ConnectedToolEvents } from "./connected-tool-model.ts";
import { selectTools, toTool } from "./connected-tools.ts";
import { dayBefore, forgetUnusedTools } from "./register-tool.ts";
import { members, oauthAccessTokens, oauthConsents, oauthRefreshTokens, verifications } from "./tables.ts";

const AT_ONCE = 200;

/** Codes and tokens out of date, tools that can come back no more, and those whom nobody let in. A chore over all workspaces. */
export async function forgetToolSignIns({ platform, db }: Context): Promise<void> {
  const now = platform.clock.now();
  for (const table of [oauthAccessTokens, oauthRefreshTokens, verifications])
    await platform.database.unbound().delete(table).where(lte(table.expiresAt, now));
  const lost = await db
    .select({ id: oauthConsents.id, workspaceId: members.workspaceId })
    .from(oauthConsents)
    .innerJoin(members, eq(members.id, oauthConsents.referenceId))
    .where(and(lt(oauthConsents.updatedAt, dayBefore(now)), hasNo(db, oauthAccessTokens), hasNo(db, oauthRefreshTokens)))
    .limit(AT_ONCE);
  const byWorkspace = Map.groupBy(lost, ({ workspaceId }) => workspaceId);
  for (const [workspaceId, consents] of byWorkspace)
    await endConsents(
      platform,
      workspaceId,
      consents.map(({ id }) => id),
    );
  await forgetUnusedTools(platform);
}

async function endConsents(platform: Platform, workspaceId: string, ids: readonly string[]): Promise<void> {
  await write(systemContext(platform, workspaceId), "identity:keys", async (tx) => {
    const rows = await selectTools(tx).where(inArray(oauthConsents.id, [...ids]));
    await tx.db.delete(oauthConsents).where(inArray(oauthConsents.id, [...ids]));
    for (const row of rows) await emit(tx, ConnectedToolEvents.ToolDisconnected, toTool(row), { memberId: row.tool.memberId });
  });
}

/** Of the consent that the query around it is about, none that still works. */
function hasNo(db: Context["db"], table: typeof oauthAccessTokens | typeof oauthRefreshTokens) {
  const ofConsent = and(eq(table.clientId, oauthConsents.clientId), eq(table.referenceId, oauthConsents.referenceId));
  return notExists(
    db
      .select({ id: table.id })
      .from(table)
      .where(and(ofConsent, isNull(table.revoked))),
  );
}
