import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { createServer, type AppParts } from "./create-server.ts";

const Environment = z.object({
  SOCKET_PATH: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().default("data"),
  PUBLIC_DIR: z.string().optional(),
  APP_ORIGIN: z.url().optional(),
  PLATFORM_ORIGIN: z.url().optional(),
  OWNER_LINK_SECRET: z.string().min(16).optional(),
  MODELS_SOCKET: z.string().optional(),
  MODELS_KEY: z.string().optional(),
  APP_VERSION: z.string().default("development"),
});

const DRAIN_MS = 5000;

/** Runs the app until the process is told to stop. `builtFiles` is where the browser's files are, if they are built. */
export async function start(parts: AppParts, builtFiles: string): Promise<void> {
  const environment = Environment.parse(process.env);
  const publicDir = environment.PUBLIC_DIR ?? builtFiles;
  const { SOCKET_PATH: socket, MODELS_SOCKET: modelsSocket, MODELS_KEY: modelsKey } = environment;
  const { app } = await createServer(parts, {
    dataDir: path.resolve(environment.DATA_DIR),
    publicDir: existsSync(publicDir) ? publicDir : undefined,
    origin: environment.APP_ORIGIN ? new URL(environment.APP_ORIGIN).origin : undefined,
    platformOrigin: environment.PLATFORM_ORIGIN,
    ownerLinkSecret: environment.OWNER_LINK_SECRET,
    models: modelsSocket && modelsKey ? { socket: modelsSocket, key: modelsKey } : undefined,
    version: environment.APP_VERSION,
    behindProxy: socket !== undefined,
  });
  const stop = () => {
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    void app.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  if (socket) {
    rmSync(socket, { force: true });
    await app.listen({ path: socket });
  } else await app.listen({ port: environment.PORT, host: environment.HOST });
}
