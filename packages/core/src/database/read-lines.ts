import pg from "pg";
import { AppError, messageOf } from "./errors.ts";
import { sendTogether } from "./send-together.ts";
import type { Run } from "./statements.ts";

const IDLE_MS = 30_000;

/** Connections for reading that many readers share: statements go out without waiting for the answers to those before them. */
export interface ReadLines {
  /** Sends statements that see the rows of one workspace. */
  boundTo(workspaceId: string): Run;
  close(): Promise<void>;
}

interface Line {
  client: pg.Client;
  ready: Promise<unknown>;
  isReady: boolean;
  /** What statements sent from now on see, and the statement that binds it. */
  boundTo: string | undefined;
  binding: Promise<unknown>;
  waiting: number;
  usedAt: number;
}

export interface ReadLinesOptions {
  most: number;
  /** Done on each connection before its first statement. */
  onConnect: (client: pg.Client) => Promise<void>;
  onFault: (error: Error) => void;
}

export function openReadLines(connection: pg.ClientConfig, { most, onConnect, onFault }: ReadLinesOptions): ReadLines {
  const lines = new Set<Line>();
  let closed = false;

  function open(): Line {
    const client = new pg.Client({ ...connection, pipeline: true });
    const ready = client.connect().then(() => onConnect(client));
    const line: Line = { client, ready, isReady: false, boundTo: undefined, binding: Promise.resolve(), waiting: 0, usedAt: 0 };
    lines.add(line);
    client.on("error", (error) => {
      onFault(error);
      lines.delete(line);
    });
    client.on("end", () => lines.delete(line));
    line.ready.then(
      () => (line.isReady = true),
      () => void end(line),
    );
    return line;
  }

  /** An idle line, best one that is bound already; else the least busy, and one more comes up where there is room. */
  function choose(workspaceId: string): Line {
    let best: Line | undefined;
    for (const line of lines) if (line.isReady && (best === undefined || cost(line, workspaceId) < cost(best, workspaceId))) best = line;
    if (best?.waiting === 0) return best;
    const opened = lines.size < most ? open() : undefined;
    if (best) return best;
    const [connecting] = lines;
    const line = opened ?? connecting;
    if (!line) throw new Error("there is no connection for reading");
    return line;
  }

  const sweep = setInterval(() => {
    const since = Date.now() - IDLE_MS;
    for (const line of lines) if (lines.size > 1 && line.isReady && line.waiting === 0 && line.usedAt < since) void end(line);
  }, IDLE_MS).unref();

  function end(line: Line): Promise<unknown> {
    lines.delete(line);
    return line.client.end().catch(() => undefined);
  }

  async function send(workspaceId: string, statement: Parameters<Run>[0], values: unknown[]): Promise<pg.QueryResult> {
    if (closed) throw new AppError("unavailable", "The server is stopping. Try again in a moment.");
    const line = choose(workspaceId);
    line.waiting += 1;
    try {
      if (!line.isReady) await connected(line);
      sendTogether(line.client);
      bind(line, workspaceId);
      // NOTE: rows are handed out only if the binding that they rely on was made.
      const [result] = await Promise.all([line.client.query(statement, values), line.binding]);
      return result;
    } finally {
      line.waiting -= 1;
      line.usedAt = Date.now();
    }
  }

  return {
    boundTo: (workspaceId) => (statement, values) => send(workspaceId, statement, values),
    async close() {
      closed = true;
      clearInterval(sweep);
      await Promise.all([...lines].map(end));
    },
  };
}

function bind(line: Line, workspaceId: string): void {
  if (line.boundTo === workspaceId) return;
  line.boundTo = workspaceId;
  line.binding = line.client.query("select set_config('openvibe.workspace', $1, false)", [workspaceId]);
  line.binding.catch(() => (line.boundTo = undefined));
}

const cost = (line: Line, workspaceId: string) => line.waiting * 2 + (line.boundTo === workspaceId ? 0 : 1);

async function connected(line: Line): Promise<void> {
  try {
    await line.ready;
  } catch (cause) {
    throw new AppError("unavailable", `The database does not answer (${messageOf(cause)}). Try again in a moment.`, { cause });
  }
}
