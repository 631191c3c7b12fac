import type { OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import type { OAuthClientInformationFull, OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";

export interface Assistant extends OAuthClientProvider {
  /** Where its person was sent to let it in. */
  ledTo?: URL;
  kept: { client?: OAuthClientInformationFull; tokens?: OAuthTokens; verifier: string };
}

/** A program that is not let in yet, with what the official client asks of it: it keeps its sign-in in memory. */
export function assistant(name: string, wayBack: string): Assistant {
  const kept: Assistant["kept"] = { verifier: "" };
  const made: Assistant = {
    kept,
    redirectUrl: wayBack,
    clientMetadata: { client_name: name, redirect_uris: [wayBack], token_endpoint_auth_method: "none" },
    clientInformation: () => kept.client,
    saveClientInformation: (client) => void (kept.client = client as OAuthClientInformationFull),
    tokens: () => kept.tokens,
    saveTokens: (tokens) => void (kept.tokens = tokens),
    redirectToAuthorization: (url) => void (made.ledTo = url),
    saveCodeVerifier: (verifier) => void (kept.verifier = verifier),
    codeVerifier: () => kept.verifier,
    invalidateCredentials(what) {
      if (what === "all" || what === "client") delete kept.client;
      if (what === "all" || what === "tokens") delete kept.tokens;
    },
  };
  return made;
}
