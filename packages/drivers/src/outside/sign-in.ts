import {
  auth,
  discoverOAuthServerInfo,
  extractWWWAuthenticateParams,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
} from "@modelcontextprotocol/sdk/client/auth.js";
import { OAuthError } from "@modelcontextprotocol/sdk/server/auth/errors.js";
import type { OAuthClientInformationMixed, OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";
import type { SignedIn, SignIn, ToolSignIns } from "@openvibe/core/connectors";
import { AppError } from "@openvibe/core/platform";
import { reasonOf } from "./public-agent.ts";

/** As JSON, what `SignIn` holds. */
interface Kept {
  /** Where the person comes back to; our registration names it. */
  to: string;
  client?: OAuthClientInformationMixed | undefined;
  tokens?: OAuthTokens | undefined;
  verifier?: string | undefined;
  discovery?: OAuthDiscoveryState | undefined;
}

type Dial = typeof fetch;

/** A question that any server of MCP answers, or refuses with what one has to know to sign in. */
const HELLO = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "openvibe", version: "1.0.0" } },
});
const NO_SIGN_IN = "The tool server asks who you are, and has no page to sign in at. Give it a token.";
const SIGNED_OUT = "The tool server does not know us any more. An admin has to sign in there again, in the settings under Tools.";

/** Signing in at servers of MCP, as its specification has it: OAuth 2.1 with a registration of our own, PKCE, and the server named in each token. */
export function signIns(dial: Dial, check: (address: string) => void): ToolSignIns {
  const dialUntil =
    (signal: AbortSignal): Dial =>
    (url, init) =>
      dial(url, { ...init, signal });

  /** What the server says of who lets one in, as it refuses whoever has not been. */
  async function pathsOf(url: string, signal: AbortSignal) {
    const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    const answer = await dial(url, { method: "POST", headers, body: HELLO, signal });
    await answer.body?.cancel();
    return extractWWWAuthenticateParams(answer);
  }

  async function ask(
    url: string,
    kept: Kept,
    more: Parameters<typeof providerOf>[1],
    asked: Partial<Parameters<typeof auth>[1]>,
    signal: AbortSignal,
  ) {
    try {
      return await auth(providerOf(kept, more), { ...asked, serverUrl: url, fetchFn: dialUntil(signal) });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof AppError) throw error;
      const said = error instanceof OAuthError ? `${error.errorCode}: ${error.message}` : reasonOf(error);
      throw new AppError("unavailable", `Signing in at the tool server did not work (${said.slice(0, 300)}).`, { cause: error });
    }
  }

  return {
    async hasSignIn(url, signal) {
      try {
        const { resourceMetadataUrl } = await pathsOf(url, signal);
        const found = await discoverOAuthServerInfo(url, {
          ...(resourceMetadataUrl && { resourceMetadataUrl }),
          fetchFn: dialUntil(signal),
        });
        return found.authorizationServerMetadata !== undefined;
      } catch {
        return false;
      }
    },
    async beginSignIn(url, { to, state }, signal) {
      const { resourceMetadataUrl, scope } = await pathsOf(url, signal);
      const kept: Kept = { to };
      let led: URL | undefined;
      const asked = { ...(resourceMetadataUrl && { resourceMetadataUrl }), ...(scope !== undefined && { scope }) };
      await ask(url, kept, { state, onLed: (address) => (led = address) }, asked, signal);
      if (!led) throw new AppError("conflict", NO_SIGN_IN);
      // NOTE: a browser goes there: to a page, and to nothing within this machine's network.
      check(led.href);
      return { address: led.href, signIn: { ...kept } };
    },
    async endSignIn(url, signIn, { code, issuer }, signal) {
      const kept = keptIn(signIn);
      const expected = kept.discovery?.authorizationServerMetadata?.issuer;
      // NOTE: RFC 9207: an answer of another server is not taken to this one.
      if (issuer !== undefined && issuer !== expected)
        throw new AppError("forbidden", "Another server answered than the one that was asked.");
      await ask(url, kept, {}, { authorizationCode: code }, signal);
      return signedIn({ ...kept, verifier: undefined });
    },
    async renewSignIn(url, signIn, signal) {
      const kept = keptIn(signIn);
      const onLed = () => {
        throw new AppError("unavailable", SIGNED_OUT, { details: { refused: true } });
      };
      await ask(url, kept, { onLed }, {}, signal);
      return signedIn(kept);
    },
  };
}

function keptIn(signIn: SignIn): Kept {
  return { ...(signIn as unknown as Kept) };
}

function signedIn(kept: Kept): SignedIn {
  const { access_token: token, expires_in: seconds } = kept.tokens ?? {};
  if (token === undefined) throw new AppError("unavailable", "The tool server gave no token.");
  return { signIn: { ...kept }, token, goodUntil: seconds === undefined ? undefined : Date.now() + seconds * 1_000 };
}

function providerOf(kept: Kept, { state, onLed }: { state?: string; onLed?: (address: URL) => void }): OAuthClientProvider {
  return {
    redirectUrl: kept.to,
    clientMetadata: {
      client_name: "OpenVibe",
      redirect_uris: [kept.to],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
    },
    ...(state === undefined ? {} : { state: () => state }),
    clientInformation: () => kept.client,
    saveClientInformation: (client) => void (kept.client = client),
    tokens: () => kept.tokens,
    saveTokens: (tokens) => void (kept.tokens = tokens),
    redirectToAuthorization: (address) => onLed?.(address),
    codeVerifier: () => kept.verifier ?? "",
    saveCodeVerifier: (verifier) => void (kept.verifier = verifier),
    discoveryState: () => kept.discovery,
    saveDiscoveryState: (discovery) => void (kept.discovery = discovery),
    invalidateCredentials(scope) {
      if (scope === "all" || scope === "client") kept.client = undefined;
      if (scope === "all" || scope === "tokens") kept.tokens = undefined;
      if (scope === "all" || scope === "discovery") kept.discovery = undefined;
    },
  };
}
