import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const NAME = "openvibe";

export interface ServiceUser {
  uid: number;
  gid: number;
  name: string;
}

/** The user that the database runs as when the server was started by root; undefined for an ordinary user, who runs it as themselves. */
export async function serviceUser(): Promise<ServiceUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = (await lookUp(NAME)) ?? (await createUser()) ?? (await lookUp("nobody"));
  if (!known)
    throw new Error(`The server runs as root and there is no user for the database. Create one: useradd --system --no-create-home ${NAME}`);
  return known;
}

async function createUser(): Promise<ServiceUser | undefined> {
  const made = await run("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]).catch(() => undefined);
  return made ? lookUp(NAME) : undefined;
}

/** As this machine calls an account; its number where it has no name for it. */
export async function userName(uid: number): Promise<string> {
  return (await accounts()).find((account) => account.uid === uid)?.name ?? `number ${uid}`;
}

async function lookUp(name: string): Promise<ServiceUser | undefined> {
  return (await accounts()).find((account) => account.name === name);
}

async function accounts(): Promise<ServiceUser[]> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  return lines.flatMap(([name, , uid, gid]) => (name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []));
}
