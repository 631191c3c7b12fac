import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { createFilesystemStorage } from "@openvibe/drivers/storage";
import { ZipFile } from "yazl";
import { addPerson } from "./people.ts";
import { unzip } from "./unzip.ts";
import { makeWorld, type World } from "./world.ts";
import { fileStore, type StorageDriver } from "../src/files/index.ts";
import { actorOf, type Role } from "../src/identity/index.ts";
import { AppError, systemContext, type Context, type Follower } from "../src/platform/index.ts";
import { startWorker } from "../src/runs/index.ts";
import {
  listTransfers,
  openExport,
  startExport,
  startImport,
  transferFollower,
  transferTasks,
  type Transfer,
} from "../src/transfer/index.ts";

const DEADLINE_MS = 60_000;

export interface Carrier {
  /** The archive that an export of the actor's makes. */
  exportOf(ctx: Context): Promise<{ transfer: Transfer; bytes: Buffer }>;
  /** An import, when it has ended. */
  importInto(ctx: Context, bytes: Buffer): Promise<Transfer>;
  ended(ctx: Context, transferId: string): Promise<Transfer>;
  /** The storage fails once, when it is read for the nth time from now on; tells whether that came. */
  failRead(nth: number): () => boolean;
  close(): Promise<void>;
}

/** A workspace that moves: Ada owns it, Bob works in it. Call `close` in afterAll. */
export async function openTransferWorld(followers: readonly Follower[] = [], bobIs: Role = "member") {
  const world = await makeWorld();
  const carrier = await openCarrier(world);
  return {
    world,
    carrier,
    following: world.follow(followers),
    ada: await addPerson(world, "ada", "owner"),
    bob: await addPerson(world, "bob", bobIs),
    close: async (): Promise<void> => {
      await carrier.close();
      await world.close();
    },
  };
}

/** Storage, worker and follower on a world's database. */
export async function openCarrier(world: World): Promise<Carrier> {
  const { platform } = world;
  const directory = await mkdtemp(join(tmpdir(), "openvibe-transfer-"));
  const disk = createFilesystemStorage({ directory });
  let readsLeft = Number.POSITIVE_INFINITY;
  const storage: StorageDriver = {
    ...disk,
    open(key, range) {
      readsLeft -= 1;
      return readsLeft === 0 ? Promise.reject(new AppError("unavailable", "The storage went away.")) : disk.open(key, range);
    },
  };
  world.drivers.put(fileStore, { storage, limitBytes: 5_000_000 });
  const worker = startWorker(platform, {
    tasks: transferTasks,
    actorFor: (task) => actorOf(systemContext(platform, task.workspaceId), task.actor),
  });
  const following = world.follow([transferFollower]);

  async function ended(ctx: Context, transferId: string): Promise<Transfer> {
    for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline;) {
      await worker.idle();
      await following.settled();
      const found = (await listTransfers(ctx, { limit: 100 })).items.find(({ id }) => id === transferId);
      if (found && found.endedAt !== null) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error("a transfer did not end");
  }

  return {
    ended,
    failRead(nth) {
      readsLeft = nth;
      return () => readsLeft <= 0;
    },
    async exportOf(ctx) {
      const transfer = await ended(ctx, (await startExport(ctx)).id);
      if (transfer.state !== "done") throw new Error(`the export ended as ${transfer.state}: ${transfer.fault}`);
      return { transfer, bytes: await buffer((await openExport(ctx, { transferId: transfer.id })).bytes) };
    },
    async importInto(ctx, bytes) {
      return ended(ctx, (await startImport(ctx, { name: "archive.zip", bytes: inPieces(bytes) })).id);
    },
    async close() {
      await worker.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

/** A zip of these files; values that are no text become JSON. */
export async function zipOf(files: Readonly<Record<string, unknown>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files))
    zip.addBuffer(Buffer.isBuffer(content) ? content : Buffer.from(typeof content === "string" ? content : JSON.stringify(content)), path);
  zip.end();
  return buffer(zip.outputStream);
}

/** What its report says was left, with why. */
export const toldIn = ({ report }: Transfer) => report.left.map(({ what, count, reason }) => `${count} ${what}: ${reason}`);
export const takenIn = ({ report }: Transfer) => Object.fromEntries(report.taken.map(({ what, count }) => [what, count]));

/** The archive with one of its lists written anew. */
export async function withList(bytes: Buffer, path: string, records: readonly unknown[]): Promise<Buffer> {
  const files = await unzip(bytes);
  return zipOf({ ...Object.fromEntries(files), [path]: records.map((record) => JSON.stringify(record)).join("\n") });
}
