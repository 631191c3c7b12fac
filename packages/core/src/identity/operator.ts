import { hash, randomBytes, timingSafeEqual } from "node:crypto";
import { link, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { actAs, ALL_WORKSPACES, AppError, newId, systemContext, write, type Platform, type Tx } from "../platform/index.ts";
import { insertWorkspace } from "./create-workspace.ts";
import type { Me, Person, SignedIn } from "./model.ts";
import { readMe } from "./session.ts";
import { remembered } from "./session-cache.ts";
import { members, people, workspaces } from "./tables.ts";

const LOCK = 7_291_005;
/** Stands for a key where a program works with the operator's token: what it writes is a program's, with all rights of whom it acts as. */
export const OPERATOR_KEY = "operator";
const OPERATOR = { name: "Local operator", email: "operator@localhost" };

/** The token of the one who runs the platform on this machine, made on first use. Whoever can read the file is the operator. */
export async function readOperatorToken(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, "operator-token");
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  try {
    // NOTE: link never replaces a token that exists, so two processes at the first start agree on one.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  if (((await stat(path)).mode & 0o077) !== 0)
    throw new AppError("forbidden", `Others on this machine may read the operator token. Run: chmod 600 ${path}`);
  return (await readFile(path, "utf8")).trim();
}

/** In constant time. */
export function isOperatorToken(given: string, token: string): boolean {
  return timingSafeEqual(hash("sha256", given, "buffer"), hash("sha256", token, "buffer"));
}

/** Acts as the owner of the oldest workspace; makes a person and a workspace where there is none. `byHand`: the operator types it themselves, at our own command. */
export async function resolveOperator(platform: Platform, { byHand = false } = {}): Promise<SignedIn> {
  const me = await remembered(
    platform,
    "operator",
    () => findOrMakeOperator(platform),
    ({ person }) => person.id,
  );
  if (!me) throw new AppError("unavailable", "The operator's account could not be read. Try again.");
  return { ...me, byToken: true, ...(byHand ? {} : { keyId: OPERATOR_KEY }) };
}

async function findOrMakeOperator(platform: Platform): Promise<Me> {
  const found = await write(systemContext(platform, ALL_WORKSPACES), "identity:write", async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    return (await oldestOwner(tx)) ?? (await makeOperator(tx));
  });
  const me = await readMe(platform, found.person);
  const own = (workspace: { id: string }) => workspace.id === found.workspaceId;
  return { ...me, workspaces: [...me.workspaces.filter(own), ...me.workspaces.filter((each) => !own(each))] };
}

async function oldestOwner(tx: Tx): Promise<{ person: Person; workspaceId: string } | undefined> {
  const [row] = await tx.db
    .select({ person: { id: people.id, name: people.name, email: people.email }, workspaceId: workspaces.id })
    .from(workspaces)
    .innerJoin(members, and(eq(members.workspaceId, workspaces.id), eq(members.role, "owner"), isNull(members.removedAt)))
    .innerJoin(people, eq(people.id, members.personId))
    .orderBy(asc(workspaces.createdAt), asc(workspaces.id), asc(members.id))
    .limit(1);
  return row;
}

async function makeOperator(tx: Tx): Promise<{ person: Person; workspaceId: string }> {
  await tx.db
    .insert(people)
    .values({ id: newId("per"), ...OPERATOR })
    .onConflictDoNothing({ target: people.email });
  const [row] = await tx.db.select().from(people).where(eq(people.email, OPERATOR.email));
  if (!row) throw new Error("the operator's row was written and is not there");
  const person = { id: row.id, name: row.name, email: row.email };
  const own = actAs(tx, { kind: "person", id: newId("mem"), can: "everything" }, newId("wsp"));
  const workspace = await insertWorkspace(own, person, "My workspace");
  return { person, workspaceId: workspace.id };
}
