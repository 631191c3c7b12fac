import { and, arrayContains, eq, lt, ne, sql } from "drizzle-orm";
import { changeMessage } from "../chat/index.ts";
import { emptyMailsOf } from "../inbox/index.ts";
import { actAs, redactEvents, SYSTEM, systemContext, write, type Context, type Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { cardOf, type ApprovalRow } from "./internal.ts";
import { WORDLESS } from "./model.ts";
import { approvals } from "./tables.ts";

const DAY_MS = 86_400_000;
const AT_ONCE = 200;

/**
 * What decided requests were to do goes when the workspace keeps records of agents no longer, from their cards and the log too; who asked, who
 * decided what and when stays. A chore over all workspaces.
 */
export async function emptyDecided(system: Context): Promise<void> {
  const { platform } = system;
  const now = platform.clock.now().getTime();
  const worded = and(ne(approvals.state, "pending"), sql`(${approvals.says}, ${approvals.input}) <> ('', '{}')`);
  const before = (days: number) => and(worded, lt(approvals.decidedAt, new Date(now - days * DAY_MS)));
  const old = await system.db.selectDistinct({ workspaceId: approvals.workspaceId }).from(approvals).where(before(1));
  for (const { workspaceId } of old)
    for (let more = true; more;)
      more = await write(systemContext(platform, workspaceId), "approvals:expire", async (tx) => {
        const due = and(eq(approvals.workspaceId, workspaceId), before(await settingOf(tx, "agents.transcriptDays")));
        const rows = await tx.db.select().from(approvals).where(due).orderBy(approvals.id).limit(AT_ONCE).for("update");
        for (const row of rows) await emptyOne(tx, { ...row, ...WORDLESS });
        return rows.length === AT_ONCE;
      });
}

/** What was decided of a memory that is forgotten. */
export async function emptyDecidedOf(tx: Tx, memoryId: string): Promise<void> {
  const of = and(eq(approvals.workspaceId, tx.workspaceId), ne(approvals.state, "pending"), arrayContains(approvals.quotes, [memoryId]));
  for (const row of await tx.db.select().from(approvals).where(of).for("update")) await emptyOne(tx, { ...row, ...WORDLESS });
}

async function emptyOne(tx: Tx, row: ApprovalRow): Promise<void> {
  await tx.db.update(approvals).set(WORDLESS).where(eq(approvals.id, row.id));
  // NOTE: first, as what is said of the message afterwards is what stays.
  await redactEvents(tx, { id: row.messageId, at: tx.clockNow, subjectIds: [], titles: {} });
  await emptyMailsOf(tx, row);
  await changeMessage(actAs(tx, SYSTEM), row.messageId, ({ cards }) => ({
    text: `May I? ${row.title}`,
    cards: cards.map((card) => (card.type === "approval" && card.approvalId === row.id ? cardOf(row) : card)),
  }));
}
