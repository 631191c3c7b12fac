import type { ModelsAccess } from "./models.ts";

/** What the app is called and who may join it; made from the spec. */
export interface AppConfig {
  name: string;
  accounts: "none" | "optional" | "required";
  roles: readonly { name: string; label: string }[];
  /** May do everything; the first account gets it. */
  administratorRole: string;
  /** What later accounts get. */
  newAccountRole: string;
}

/** Where and how it runs; read from the environment by `app/server.ts` only. */
export interface Runtime {
  dataDir: string;
  publicDir?: string;
  /** Scheme, host and port that browsers use; without it, each request's own host counts. */
  origin?: string;
  /** May show the app in a frame. */
  platformOrigin?: string;
  ownerLinkSecret?: string;
  /** Without it the app asks no model. */
  models?: ModelsAccess;
  version: string;
  /** Requests come through a proxy that sets the forwarded headers. */
  behindProxy: boolean;
  /** log2 of scrypt's cost; lower only in tests. */
  passwordCost?: number;
  logLevel?: string;
}
