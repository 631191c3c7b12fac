import { and, desc, eq, getTableColumns, isNull, lt, or, sql } from "drizzle-orm";
import { emitAbout, inSeenChannel } from "../chat/index.ts";
import { findActor } from "../identity/index.ts";
import {
  AppError,
  may,
  newId,
  requirePermission,
  toPage,
  write,
  type Context,
  type Page,
  type PageInput,
  type Tx,
} from "../platform/index.ts";
import { toAllowance, type ApprovalRow } from "./internal.ts";
import { ApprovalEvents, type Allowance, type AllowanceScope, type RevokeAllowance } from "./model.ts";
import { allowances } from "./tables.ts";

export async function grantAllowance(tx: Tx, row: ApprovalRow, scope: AllowanceScope, endsAt: Date | null): Promise<void> {
  const scopeId = { thread: row.threadId, project: row.projectId, workspace: null }[scope];
  if (scope === "project" && scopeId === null) throw new AppError("bad_request", "This thread belongs to no project.");
  if (row.eachTime) throw new AppError("bad_request", "This is asked about each time: allow it once.");
  if (row.effect === "irreversible" && endsAt === null)
    throw new AppError("bad_request", "What cannot be undone is allowed for a time: say for how many days.");
  const allowance = {
    id: newId("alw"),
    workspaceId: tx.workspaceId,
    agentId: row.agentId,
    tool: row.tool,
    permission: row.permission,
    scope,
    scopeId,
    channelId: scope === "thread" ? row.channelId : null,
    coversTainted: row.tainted,
    grantedBy: tx.actor.id,
    createdAt: tx.clockNow,
    endsAt,
    revokedAt: null,
  };
  const [added] = await tx.db.insert(allowances).values(allowance).onConflictDoNothing().returning();
  // NOTE: the one there is did not hold, or nobody would have been asked: this one takes its place.
  const { coversTainted, permission, grantedBy, createdAt } = allowance;
  const set = { permission, grantedBy, createdAt, endsAt, coversTainted };
  const ofPlace = and(eq(allowances.workspaceId, tx.workspaceId), same(allowance));
  const [granted = added] = added ? [] : await tx.db.update(allowances).set(set).where(ofPlace).returning();
  if (granted) await emitAbout(tx, allowance.channelId, ApprovalEvents.AllowanceGranted, toAllowance(granted));
}

type Place = Pick<typeof allowances.$inferSelect, "agentId" | "tool" | "scope" | "scopeId">;

const same = (of: Place) =>
  and(
    eq(allowances.agentId, of.agentId),
    eq(allowances.tool, of.tool),
    eq(allowances.scope, of.scope),
    of.scopeId === null ? isNull(allowances.scopeId) : eq(allowances.scopeId, of.scopeId),
    isNull(allowances.revokedAt),
  );

/** Allowed when nobody asked yet for how long. */
const UNASKED_DAYS = 30;
const decided = sql.raw(
  "from approvals where approvals.workspace_id = allowances.workspace_id and approvals.agent_id = allowances.agent_id and approvals.tool = allowances.tool and approvals.decided_at = allowances.created_at",
);

/**
 * When it ends. Without an end is only what somebody chose to have none: one from before there was that choice ends by itself, and never held for
 * what cannot be undone.
 */
const endOf = sql`coalesce(allowances.ends_at, case
  when exists (select ${decided} and approvals.always is not null) then null
  when exists (select ${decided} and approvals.effect = 'irreversible') then allowances.created_at
  else allowances.created_at + make_interval(days => ${sql.raw(String(UNASKED_DAYS))}) end)`.mapWith(allowances.endsAt);

const holdsAt = (now: Date) => sql`coalesce(${endOf} > ${now.toISOString()}::timestamptz, true)`;

export interface AllowanceQuestion {
  agentId: string;
  tool: string;
  threadId: string;
  projectId?: string | null;
  tainted: boolean;
  /** An allowance from before that was given for another tool of that name. */
  since?: Date | undefined;
}

/** Whether a person has allowed it for good or for as long as this, and may do it themselves to this day. */
export async function isAllowed(ctx: Context, of: AllowanceQuestion): Promise<boolean> {
  const { agentId, tool } = of;
  const rows = await ctx.db
    .select()
    .from(allowances)
    .where(
      and(
        eq(allowances.workspaceId, ctx.workspaceId),
        holdsAt(ctx.platform.clock.now()),
        or(
          same({ agentId, tool, scope: "thread", scopeId: of.threadId }),
          same({ agentId, tool, scope: "workspace", scopeId: null }),
          of.projectId ? same({ agentId, tool, scope: "project", scopeId: of.projectId }) : undefined,
        ),
      ),
    );
  for (const row of rows) {
    if (of.tainted && !row.coversTainted) continue;
    if (of.since && row.createdAt <= of.since) continue;
    const granter = await findActor(ctx, { kind: "person", id: row.grantedBy });
    if (granter && may(granter, row.permission)) return true;
  }
  return false;
}

/** What no longer asks, newest first. */
export async function listAllowances(ctx: Context, input: PageInput): Promise<Page<Allowance>> {
  requirePermission(ctx, "approvals:read");
  const rows = await ctx.db
    .select({ ...getTableColumns(allowances), endsAt: endOf })
    .from(allowances)
    .where(
      and(
        eq(allowances.workspaceId, ctx.workspaceId),
        isNull(allowances.revokedAt),
        holdsAt(ctx.platform.clock.now()),
        inSeenChannel(ctx, allowances.channelId),
        input.cursor ? lt(allowances.id, input.cursor) : undefined,
      ),
    )
    .orderBy(desc(allowances.id))
    .limit(input.limit + 1);
  return toPage(rows.map(toAllowance), input.limit, ({ id }) => id);
}

/** From now on it asks again. */
export async function revokeAllowance(ctx: Context, { allowanceId }: RevokeAllowance): Promise<void> {
  await write(ctx, "approvals:decide", async (tx) => {
    if (tx.actor.kind === "agent") throw new AppError("forbidden", "Only a person decides what an agent may do.");
    const [row] = await tx.db
      .update(allowances)
      .set({ revokedAt: tx.clockNow })
      .where(
        and(
          eq(allowances.id, allowanceId),
          eq(allowances.workspaceId, tx.workspaceId),
          isNull(allowances.revokedAt),
          inSeenChannel(tx, allowances.channelId),
        ),
      )
      .returning();
    if (!row) throw new AppError("not_found", "There is no such allowance. Reload the list.");
    await emitAbout(tx, row.channelId, ApprovalEvents.AllowanceRevoked, toAllowance(row));
  });
}

/** Whom it was allowed to is gone. */
export async function endAllowancesOf(tx: Tx, agentId: string): Promise<void> {
  const rows = await tx.db
    .update(allowances)
    .set({ revokedAt: tx.clockNow })
    .where(and(eq(allowances.agentId, agentId), eq(allowances.workspaceId, tx.workspaceId), isNull(allowances.revokedAt)))
    .returning();
  for (const row of rows) await emitAbout(tx, row.channelId, ApprovalEvents.AllowanceRevoked, toAllowance(row));
}
