import type { FastifyInstance } from "fastify";
import { MODELS_DOOR } from "./model-access.ts";
import type { DoorOptions } from "./options.ts";

const ALWAYS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** On every answer of the platform; nobody may frame it, and only apps may be framed by it. */
export function sendSecurityHeaders(app: FastifyInstance, options: DoorOptions): void {
  const ofPages = policies(options);
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(ALWAYS);
    if (isData(request.url)) reply.headers({ "content-security-policy": DATA_POLICY, "cache-control": "no-store" });
    else reply.header("content-security-policy", ofPages());
    if (options.origin().startsWith("https:")) reply.header("strict-transport-security", "max-age=31536000");
    done();
  });
}

function isData(url: string): boolean {
  return url.startsWith("/rpc/") || url.startsWith(MODELS_DOOR) || (url.startsWith("/api/") && !url.startsWith("/api/docs"));
}

/** Written once for an origin: it is asked for with every page and every part of one. */
function policies(options: DoorOptions): () => string {
  let last = { origin: "", appOrigins: "", policy: "" };
  return () => {
    const [origin, appOrigins] = [options.origin(), options.appOrigins()];
    if (last.origin !== origin || last.appOrigins !== appOrigins) last = { origin, appOrigins, policy: pagePolicy(options) };
    return last.policy;
  };
}

function pagePolicy(options: DoorOptions): string {
  const { host, protocol } = new URL(options.origin());
  const socket = `${protocol === "https:" ? "wss" : "ws"}://${host}`;
  // NOTE: Next writes the data of a static page as inline scripts, which differ in every build.
  const scripts = `script-src 'self' 'unsafe-inline'${options.development ? " 'unsafe-eval'" : ""}`;
  return [
    "default-src 'self'",
    scripts,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${socket}`,
    `frame-src ${options.appOrigins()}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join("; ");
}
