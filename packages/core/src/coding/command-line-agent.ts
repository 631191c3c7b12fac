import type { SandboxMount } from "../sandbox/index.ts";

/** How one is started inside the sandbox. */
export interface AgentStart {
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  /** The program itself, read-only. */
  mounts: readonly SandboxMount[];
  /** Files of its settings below its home, path to text. */
  settings: Readonly<Record<string, string>>;
}

export interface AgentPlace {
  /** Where model calls go, without a path: nothing else can be reached. */
  modelsUrl: string;
  /** A virtual key of this one run. */
  key: string;
  home: string;
}

/** What a line of its output says. */
export type AgentEvent =
  | { type: "said"; text: string }
  /** It began something, in a few words. */
  | { type: "doing"; what: string }
  | { type: "did"; tool: string; detail: string; failed: boolean }
  | { type: "ended"; fault: string | undefined };

/** A coding agent for the command line that the operator installed. The brief comes by standard input. */
export interface CommandLineAgent {
  /** As the registry names it. */
  readonly name: string;
  readonly title: string;
  start(place: AgentPlace): AgentStart;
  /** Nothing for what it does not know: other versions say other things. */
  read(line: string): AgentEvent[];
}
