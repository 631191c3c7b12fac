import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { chmod, mkdir, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { newId } from "@openvibe/core/platform";
import { fastify, type FastifyInstance } from "fastify";
import { replyWithError } from "./errors.ts";
import { openModelsDoor } from "./openai.ts";
import type { DoorOptions } from "./options.ts";
import { logRequests } from "./request-log.ts";
import { limitWhole } from "./slow-requests.ts";

const NAME = /^models-.+\.sock$/;
const SLOWEST_MS = 30_000;
const MOST_CONNECTIONS = 1_024;

type Options = Pick<DoorOptions, "platform">;

/** Every door of models, and nothing else: on the platform's port beside the others, on the socket alone. */
export function openModelDoors(app: FastifyInstance, options: Options): void {
  openModelsDoor(app, options);
}

/**
 * The doors of models on a unix socket, for what runs in sandboxes without network: no other route is there, no cookie means anything,
 * and a virtual key decides. Each process has a socket of its own in the directory.
 */
export async function openModelsSocket(options: Options & { directory: string }): Promise<{ path: string; close(): Promise<void> }> {
  const { directory } = options;
  await mkdir(directory, { recursive: true, mode: 0o711 });
  await removeAbandoned(directory);
  const start = newId("req");
  let count = 0;
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    genReqId: () => `${start}-${(count += 1).toString(36)}`,
    serverFactory: (answer) =>
      createServer({ headersTimeout: 10_000, requestTimeout: 0 }, (request, response) => {
        limitWhole(request, response, SLOWEST_MS);
        answer(request, response);
      }),
  });
  app.setErrorHandler((error, request, reply) => replyWithError(options.platform.log, error, request, reply));
  logRequests(app, options);
  openModelDoors(app, options);
  app.server.maxConnections = MOST_CONNECTIONS;
  const name = `models-${process.pid}-${randomBytes(4).toString("hex")}.sock`;
  const path = join(directory, name);
  await reached(directory, name, async (short) => void (await app.listen({ path: short })));
  // Every app runs under a number of its own.
  await chmod(path, 0o666);
  return {
    path,
    async close() {
      await app.close();
      await rm(path, { force: true });
    },
  };
}

/** A path may be longer than the kernel takes for a socket: Linux lets the open folder stand for its beginning. */
async function reached<T>(directory: string, name: string, use: (path: string) => Promise<T>): Promise<T> {
  if (process.platform !== "linux") return use(join(directory, name));
  const folder = openSync(directory, "r");
  try {
    return await use(`/proc/self/fd/${folder}/${name}`);
  } finally {
    closeSync(folder);
  }
}

/** Those of processes that were killed: nobody listens any more. */
async function removeAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (NAME.test(name) && !(await reached(directory, name, isListenedOn))) await rm(join(directory, name), { force: true });
  }
}

function isListenedOn(path: string): Promise<boolean> {
  const line = connect(path);
  return once(line, "connect")
    .then(
      () => true,
      () => false,
    )
    .finally(() => line.destroy());
}
