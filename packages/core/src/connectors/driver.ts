import { AppError, driverSlot } from "../platform/index.ts";

export interface ReadPage {
  /** Where it was found, after redirects. */
  url: string;
  status: number;
  mediaType: string;
  /** As text; how it begins, where it is long. */
  body: string;
  isWhole: boolean;
}

/** Reads pages of public addresses only: what a name resolves to is looked at, and that very address is dialled. */
export interface PageReader {
  /** Throws AppError. Each redirect is asked about before it is followed. */
  read(url: string, options: { mayVisit: (url: URL) => boolean; signal: AbortSignal }): Promise<ReadPage>;
  close(): Promise<void>;
}
export const pageReader = driverSlot<PageReader>("page reader");

/** A server of tools: over the network, or a program that the operator named. */
export type ServerTarget =
  | { kind: "http"; url: string; token: string | null }
  | { kind: "program"; command: string; args: readonly string[]; env: Readonly<Record<string, string>> };

export interface OfferedTool {
  name: string;
  title: string;
  description: string;
  inputSchema: Record<string, unknown>;
  /** The server says that it changes nothing. */
  readOnly: boolean;
  /** When it became what it is, as a date in ISO; kept here, not said by the server. */
  since?: string;
  /** It says too much of itself, and nobody is given it; kept here without its schema. */
  leftOut?: true;
}

/** What a sign-in at a server leaves with us, as JSON: our registration there, its tokens, and until it has ended its secret. Only the client reads it. */
export type SignIn = Readonly<Record<string, unknown>>;

/** A sign-in that holds. */
export interface SignedIn {
  signIn: SignIn;
  token: string;
  /** In ms since 1970; undefined where the server does not say. */
  goodUntil?: number | undefined;
}

/** Whether a server wants to know who asks, and no token or one that it does not take came: nothing was done. */
export const isRefusal = (error: unknown): boolean => error instanceof AppError && error.details?.["refused"] === true;

/** Speaks MCP with tool servers. Throws AppError, of which `isRefusal` knows some; never a token in its words. */
export interface ToolServerClient {
  /** What is wrong with an address, as far as it can be seen without dialling it. */
  check(url: string): void;
  list(target: ServerTarget, signal: AbortSignal): Promise<OfferedTool[]>;
  /** `check` is shown what the server says of the tool at this moment, if it has it, and throws where it is not to be called. */
  call(
    target: ServerTarget,
    tool: string,
    input: unknown,
    check: (now: OfferedTool | undefined) => void,
    signal: AbortSignal,
  ): Promise<{ text: string; isError: boolean }>;
  close(): Promise<void>;
}
export const toolServerClient = driverSlot<ToolServerClient>("tool server client");

/** Signs in at tool servers. Throws AppError; never a token in its words. */
export interface ToolSignIns {
  /** Whether a person can sign in there, so that it is asked in their name. */
  hasSignIn(url: string, signal: AbortSignal): Promise<boolean>;
  /** The address at which a person signs in, who comes back to `to` with the `state`. */
  beginSignIn(url: string, back: { to: string; state: string }, signal: AbortSignal): Promise<{ address: string; signIn: SignIn }>;
  /** With what the person came back with. */
  endSignIn(url: string, signIn: SignIn, back: { code: string; issuer: string | undefined }, signal: AbortSignal): Promise<SignedIn>;
  /** A new token in the place of the last; a refusal where the person has to sign in again. */
  renewSignIn(url: string, signIn: SignIn, signal: AbortSignal): Promise<SignedIn>;
}
export const toolSignIns = driverSlot<ToolSignIns>("sign-ins at tool servers");

/** Programs that the operator lets agents of all workspaces use, by name. */
export const operatorPrograms =
  driverSlot<Readonly<Record<string, Extract<ServerTarget, { kind: "program" }>>>>("tool servers of the operator");
