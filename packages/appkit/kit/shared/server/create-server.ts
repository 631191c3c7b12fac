import { mkdirSync } from "node:fs";
import path from "node:path";
import Fastify, { LogController, type FastifyError, type FastifyInstance } from "fastify";
import type { AppConfig, Runtime } from "./app-config.ts";
import { accountMigrations } from "./auth/accounts.ts";
import { authRoutes } from "./auth/routes.ts";
import { Database } from "./database.ts";
import { AppError } from "./errors.ts";
import { migrate, type Migration } from "./migrations.ts";
import { connectModels } from "./models.ts";
import { insertSamples } from "./samples.ts";
import { secure } from "./security.ts";
import type { Slice } from "./slice.ts";
import { serveStaticFiles } from "./static-files.ts";
import { uploadRoutes } from "./uploads.ts";

export interface AppParts {
  config: AppConfig;
  slices: readonly Slice[];
  /** Changes that belong to no slice, such as keeping the table of one that was removed; they run first. */
  migrations?: readonly Migration[];
}

export interface RunningApp {
  app: FastifyInstance;
  database: Database;
}

/** The whole app, ready to listen; closing it closes the database. */
export async function createServer({ config, slices, migrations = [] }: AppParts, runtime: Runtime): Promise<RunningApp> {
  mkdirSync(runtime.dataDir, { recursive: true });
  const database = new Database(path.join(runtime.dataDir, "app.db"));
  prepareDatabase(database, slices, migrations);
  const app = Fastify({
    logger: { level: runtime.logLevel ?? "info", base: undefined },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: runtime.behindProxy,
    bodyLimit: 2 * 1024 * 1024,
    forceCloseConnections: "idle",
  });
  app.addHook("onClose", () => database.close());
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = asAppError(error);
    if (!known) {
      request.log.error({ err: error, path: pathOf(request.url) }, "unexpected error");
      return reply.code(500).send({ error: { code: "internal", message: "Something went wrong here; try again in a moment" } });
    }
    const { code, message, fields } = known;
    return reply.code(known.status).send({ error: { code, message, ...(fields ? { fields } : {}) } });
  });
  app.addHook("onResponse", (request, reply, done) => {
    const path = pathOf(request.url);
    if (path !== "/health")
      request.log.info({ method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }, "request");
    done();
  });
  app.decorate("models", connectModels(runtime.models));
  secure(app, database, config, runtime);
  app.get("/health", () => ({ ok: true, version: runtime.version }));
  authRoutes(app, { database, config, runtime, ownedTables: slices.flatMap((slice) => slice.ownedTables ?? []) });
  uploadRoutes(app, runtime.dataDir);
  for (const slice of slices) slice.routes(app, database);
  if (runtime.publicDir) await serveStaticFiles(app, runtime.publicDir);
  else
    app.setNotFoundHandler(() => {
      throw new AppError("not_found", "There is nothing at this address");
    });
  return { app, database };
}

/** A slice's samples come with its first migration, so that a slice added later brings its own. */
function prepareDatabase(database: Database, slices: readonly Slice[], migrations: readonly Migration[]): void {
  const applied = new Set(migrate(database, [...accountMigrations, ...migrations, ...slices.flatMap((slice) => slice.migrations)]));
  const fresh = slices.filter((slice) => applied.has(slice.migrations[0]?.name ?? ""));
  const samples = fresh.flatMap((slice) => slice.samples ?? []).filter(({ table }) => !database.get(`SELECT 1 FROM "${table}" LIMIT 1`));
  insertSamples(database, samples);
  for (const table of fresh.flatMap((slice) => slice.ownedTables ?? []))
    database.run(`UPDATE "${table}" SET ownerId = (SELECT id FROM people ORDER BY createdAt, id LIMIT 1) WHERE ownerId IS NULL`);
}

function asAppError(error: FastifyError | AppError): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error.statusCode === 413) return new AppError("too_large", "This is too large to send");
  if (error.statusCode !== undefined && error.statusCode < 500) return new AppError("bad_request", "The request could not be read");
  return undefined;
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}
