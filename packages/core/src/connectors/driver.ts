import { driverSlot } from "../platform/index.ts";

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

/** Speaks MCP with tool servers. Throws AppError; never a token in its words. */
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

/** Programs that the operator lets agents of all workspaces use, by name. */
export const operatorPrograms =
  driverSlot<Readonly<Record<string, Extract<ServerTarget, { kind: "program" }>>>>("tool servers of the operator");
