import { and, eq, isNull, sql } from "drizzle-orm";
import { AppError, systemContext, type Tx } from "../platform/index.ts";
import { members } from "./tables.ts";

/** What an operator gives to each workspace, one person has so many times at most. */
const MOST_OWNED = 10;
const LOCK = 7_291_009;

/** One after the other for a person, so that several at once do not each find room. `who` begins the sentence that refuses. */
export async function requireRoomToOwn({ db, platform }: Tx, personId: string, who: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${personId}))`);
  const isOwner = and(eq(members.personId, personId), eq(members.role, "owner"), isNull(members.removedAt));
  if ((await systemContext(platform).db.$count(members, isOwner)) < MOST_OWNED) return;
  throw new AppError("conflict", `${who} ${MOST_OWNED} workspaces, which is the most. Make somebody else the owner of one, and try again.`);
}
