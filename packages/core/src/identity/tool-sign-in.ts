import { AsyncLocalStorage } from "node:async_hooks";
import { oauthProvider } from "@better-auth/oauth-provider";
import { newId, type Platform } from "../platform/index.ts";
import { KeyPermission } from "./api-key-model.ts";
import { oauthResources } from "./tables.ts";

/** What tokens are for, whatever address of this server a tool was given. */
export const MCP_RESOURCE = "urn:openvibe:mcp";
export const ACCESS_TOKEN_START = "ovt_";
/** Of the plugin's many, the ones that a tool needs; all others stay closed. */
export const OPEN_OAUTH_PATHS = ["authorize", "token", "register", "revoke"];

/** As which member the person who is answering right now lets the tool in. */
const answeringAs = new AsyncLocalStorage<string>();
export const answerAs = <T>(memberId: string, run: () => Promise<T>): Promise<T> => answeringAs.run(memberId, run);

/** OAuth 2.1 for tools from outside (MCP): codes with PKCE, tokens that only hashes are kept of, refresh tokens used once. */
export function toolSignIn() {
  return oauthProvider({
    loginPage: "/sign-in",
    consentPage: "/connect",
    scopes: [...KeyPermission.options, "offline_access"],
    grantTypes: ["authorization_code", "refresh_token"],
    // Tokens are looked up, so that one that is revoked ends at once.
    disableJwtPlugin: true,
    silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
    prefix: { opaqueAccessToken: ACCESS_TOKEN_START, refreshToken: "ovr_" },
    enforcePerClientResources: false,
    accessTokenExpiresIn: 60 * 60,
    refreshTokenExpiresIn: 30 * 24 * 60 * 60,
    rateLimit: { register: { window: 60, max: 20 }, token: { window: 60, max: 120 } },
    postLogin: {
      page: "/connect",
      shouldRedirect: () => false,
      // NOTE: no consent has this one, so that the page asks each time: an earlier answer does not say which workspace is meant now.
      consentReferenceId: () => answeringAs.getStore() ?? "none",
    },
  });
}

const seeded = new WeakMap<Platform, Promise<unknown>>();

/** The one resource that tokens are made for. Not at the start, where a database that does not answer would spoil sign-in for good. */
export async function ensureMcpResource(platform: Platform): Promise<void> {
  const row = { id: newId("res"), identifier: MCP_RESOURCE, name: "MCP" };
  const done = seeded.get(platform) ?? platform.database.unbound().insert(oauthResources).values(row).onConflictDoNothing();
  seeded.set(platform, done);
  await done.then(
    () => undefined,
    (error: unknown) => {
      seeded.delete(platform);
      throw error;
    },
  );
}
