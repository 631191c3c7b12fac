import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { newId, type Platform } from "../platform/index.ts";
import { PersonName } from "./model.ts";
import { registerTool } from "./register-tool.ts";
import {
  accounts,
  oauthAccessTokens,
  oauthClientAssertions,
  oauthClientResources,
  oauthClients,
  oauthConsents,
  oauthRefreshTokens,
  oauthResources,
  people,
  rateLimits,
  sessions,
  verifications,
} from "./tables.ts";
import { toolSignIn } from "./tool-sign-in.ts";

const SESSION_COOKIE = "openvibe.session";
/** Set by the door from the connection and never taken from outside, so that limits count by address. */
export const CLIENT_ADDRESS_HEADER = "x-ov-client-ip";

const KINDS: Readonly<Record<string, string>> = {
  people: "per",
  sessions: "ses",
  accounts: "acc",
  verifications: "ver",
  rateLimits: "lim",
  oauthClient: "ocl",
  oauthConsent: "ocn",
  oauthAccessToken: "oat",
  oauthRefreshToken: "ort",
};
const DAY = 24 * 60 * 60;

export interface AuthOptions {
  /** Where people reach the platform, such as `http://localhost:3000`; https makes the cookie Secure. */
  origin?: string;
  /** Tries to sign in or up in a minute from one address. */
  triesPerMinute?: number;
  /** Whether people may make accounts for themselves; true by default. */
  openSignUp?: boolean;
}

export type Auth = ReturnType<typeof createAuth>;

const instances = new WeakMap<Platform, Auth>();

/** Sign-in of this platform, made at the first call: the composition root calls it with options before any door opens. */
export function authOf(platform: Platform, options: AuthOptions = {}): Auth {
  const known = instances.get(platform);
  if (known) return known;
  const made = createAuth(platform, options);
  instances.set(platform, made);
  return made;
}

function createAuth(platform: Platform, { origin = "http://localhost", triesPerMinute = 10, openSignUp = true }: AuthOptions) {
  const perMinute = { window: 60, max: triesPerMinute };
  const secure = origin.startsWith("https:");
  return betterAuth({
    appName: "OpenVibe",
    // NOTE: the port may be chosen at listening, and the door lets only this machine's names and the public host through.
    baseURL: { allowedHosts: hostsOf(origin), fallback: origin, protocol: secure ? "https" : "http" },
    basePath: "/api/auth",
    secret: platform.secrets.derive("sign-in").toString("base64url"),
    // NOTE: the doors compare Origin with Host on every request; this repeats it with the address the door has seen.
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    database: drizzleAdapter(platform.database.unbound(), {
      provider: "pg",
      schema: {
        people,
        sessions,
        accounts,
        verifications,
        rateLimits,
        oauthClient: oauthClients,
        oauthResource: oauthResources,
        oauthClientResource: oauthClientResources,
        oauthClientAssertion: oauthClientAssertions,
        oauthConsent: oauthConsents,
        oauthAccessToken: oauthAccessTokens,
        oauthRefreshToken: oauthRefreshTokens,
      },
      transaction: true,
    }),
    user: { modelName: "people" },
    plugins: [toolSignIn()],
    hooks: {
      before: createAuthMiddleware(async (request) => {
        // NOTE: for the plugin's own rule of ways back, no assistant with a scheme of its own could be let in.
        if (request.path === "/oauth2/register") return registerTool(platform, request.body);
        if (openSignUp || !request.path.startsWith("/sign-up")) return undefined;
        throw new APIError("FORBIDDEN", {
          code: "SIGN_UP_CLOSED",
          message: "Sign-up is closed here. Ask whoever runs this server to open it for a moment (OPEN_SIGN_UP=1), then sign up.",
        });
      }),
    },
    databaseHooks: {
      user: {
        create: { before: (person) => Promise.resolve({ data: { ...person, name: acceptedName(person.name) } }) },
        update: {
          before: ({ name, ...change }) => Promise.resolve({ data: name === undefined ? change : { ...change, name: acceptedName(name) } }),
        },
      },
    },
    // NOTE: better-auth 1.7 stores session tokens as they are; a cookie also needs their signature, whose key is not in the database.
    session: { modelName: "sessions", expiresIn: 30 * DAY, updateAge: DAY },
    account: { modelName: "accounts" },
    verification: { modelName: "verifications" },
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128, autoSignIn: true },
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "rateLimits",
      window: 10,
      max: 60,
      customRules: { "/sign-in/email": perMinute, "/sign-up/email": perMinute, "/get-session": false },
    },
    advanced: {
      cookiePrefix: "openvibe",
      // NOTE: with "__Host-", which only this host can set, a hosted app on a sibling host cannot sign a visitor in as somebody else.
      useSecureCookies: false,
      cookies: { session_token: { name: secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE } },
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/", secure },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { generateId: ({ model }) => newId(KINDS[model] ?? "row") },
    },
    onAPIError: {
      // Where a browser ends up whose request to connect a tool cannot be led back: the page says why.
      errorURL: "/connect",
      onError(error) {
        if (!isAPIError(error) || error.statusCode >= 500) platform.log.error({ part: "sign-in", err: error }, "a request failed");
      },
    },
    logger: {
      level: "warn",
      log: (level, message) =>
        platform.log[level === "error" ? "error" : level === "warn" ? "warn" : "debug"]({ part: "sign-in" }, message),
    },
    telemetry: { enabled: false },
  });
}

function hostsOf(origin: string): string[] {
  return [new URL(origin).host, ...["localhost", "127.0.0.1", "[::1]"].flatMap((name) => [name, `${name}:*`])];
}

function acceptedName(name: string): string {
  const { success, data, error } = PersonName.safeParse(name);
  if (success) return data;
  throw new APIError("BAD_REQUEST", { code: "INVALID_NAME", message: error.issues[0]?.message ?? "Enter your name." });
}
