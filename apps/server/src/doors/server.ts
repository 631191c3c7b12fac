import { createServer } from "node:http";
import { authOf } from "@openvibe/core/identity";
import { newId } from "@openvibe/core/platform";
import { fastify, type FastifyInstance } from "fastify";
import { openAuthDoor } from "./auth.ts";
import { isOpenToPages, letPagesIn } from "./cross-origin.ts";
import { replyWithError } from "./errors.ts";
import { openHooksDoor } from "./hooks.ts";
import { openOauthDoor } from "./oauth.ts";
import { openModelDoors } from "./models-socket.ts";
import { isUpload, openFilesDoor } from "./files.ts";
import { openHealthDoor } from "./health.ts";
import { openMcpDoor } from "./mcp.ts";
import type { DoorOptions } from "./options.ts";
import { requireOwnOrigin } from "./origin.ts";
import { logRequests } from "./request-log.ts";
import { openRestDoor } from "./rest.ts";
import { openRpcDoor } from "./rpc.ts";
import { sendSecurityHeaders } from "./security-headers.ts";
import { limitIdle, limitWhole } from "./slow-requests.ts";
import { openSocketDoor } from "./socket.ts";
import { openToolSignInDoor } from "./tool-sign-in.ts";
import { isArchive, openTransferDoor } from "./transfer.ts";
import { routeUpgrades, type UpgradeRouter } from "./upgrade.ts";

const MOST_BYTES = 1024 * 1024;
const PROBES = new Set(["/health", "/ready", "/metrics"]);

export interface Doors {
  /** For what comes beside the doors, such as the web app; call its `listen`. */
  app: FastifyInstance;
  upgrades: UpgradeRouter;
  /** Ends every tab's socket, as a restart would; they come back and catch up. */
  cutConnections(): void;
  close(): Promise<void>;
}

/** Everything that answers on the platform's port. Nothing listens yet. */
export function openDoors(options: DoorOptions): Doors {
  const { platform, appHosts, slowestRequestMs = 30_000, idleUploadMs = 60_000, openSignUp = true } = options;
  authOf(platform, { origin: options.origin(), openSignUp });
  const app = fastify({
    logger: false,
    bodyLimit: MOST_BYTES,
    trustProxy: options.trustsProxy ?? false,
    genReqId: requestIds(),
    forceCloseConnections: true,
    serverFactory: (answer) =>
      createServer(
        {
          keepAliveTimeout: 72_000,
          // Ours, because uploads to apps may take longer than requests to the platform.
          requestTimeout: 0,
          headersTimeout: Math.min(10_000, slowestRequestMs),
          connectionsCheckingInterval: Math.min(2_000, slowestRequestMs),
        },
        (request, response) => {
          if (appHosts?.owns(request.headers.host)) {
            limitIdle(request, response, idleUploadMs);
            appHosts.request(request, response);
          } else {
            if (isUpload(request) || isArchive(request)) limitIdle(request, response, idleUploadMs);
            else limitWhole(request, response, slowestRequestMs);
            answer(request, response);
          }
        },
      ),
  });
  app.decorateRequest("scope", undefined);
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler((error, request, reply) => replyWithError(platform.log, error, request, reply));
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  sendSecurityHeaders(app, options);
  app.addHook("onRequest", (request, reply, done) => {
    if (PROBES.has(request.url)) return done();
    if (isOpenToPages(request.url)) return letPagesIn(request, reply, options.origin()) ? undefined : done();
    requireOwnOrigin({ method: request.method, headers: request.headers }, options.origin());
    done();
  });
  logRequests(app, options);
  openHealthDoor(app, options);
  openAuthDoor(app, options);
  openOauthDoor(app, options);
  openToolSignInDoor(app, options);
  openRpcDoor(app, options);
  openRestDoor(app, options);
  openFilesDoor(app, options);
  openTransferDoor(app, options);
  openHooksDoor(app, options);
  openModelDoors(app, options);
  const mcp = openMcpDoor(app, options);
  const upgrades = routeUpgrades(app.server, options);
  const sockets = openSocketDoor(app, upgrades, options);
  return {
    app,
    upgrades,
    cutConnections: () => sockets.cut(),
    async close() {
      await sockets.close();
      await mcp.close();
      await app.close();
    },
  };
}

/** One random start for each process, then a count: as good to search for as a random id, and free. */
function requestIds(): () => string {
  const start = newId("req");
  let count = 0;
  return () => `${start}-${(count += 1).toString(36)}`;
}
