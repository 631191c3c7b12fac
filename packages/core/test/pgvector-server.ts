import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";

/** What the product sets for a session; each connection finds its own again. */
const KEPT = ["role", "openvibe.workspace", "openvibe.probe", "enable_seqscan", "synchronous_commit"];
const FRESH = ["none", "", "", "on", "on"];
const READ_SETTINGS = `select array[${KEPT.map((name) => `coalesce(current_setting('${name}', true), '')`).join()}] as kept`;

interface Session {
  id: number;
  settings: string[];
}

/**
 * A PostgreSQL that has pgvector, for machines that have none: the same code, built for WebAssembly, in this process. It has one session and
 * one database, which stands under every name. Connections take turns, a transaction at a time, each with its own settings and statements;
 * what another reads meanwhile, it reads within the transaction that is open.
 */
export async function startPgvector(): Promise<{ url: string; close(): Promise<void> }> {
  const engine = await PGlite.create({ extensions: { vector } });
  const sockets = new Set<Socket>();
  let last: Session = { id: 0, settings: FRESH };
  let inTransaction: Session | undefined;
  let over = Promise.withResolvers<void>();
  let queue: Promise<unknown> = Promise.resolve();
  let opened = 0;

  async function use({ settings }: Session): Promise<void> {
    const set = KEPT.map((name, at) => `set_config('${name}', '${(settings[at] ?? "").replaceAll("'", "''")}', false)`);
    await engine.exec(`select ${set.join()}`);
  }
  async function leave(session: Session): Promise<void> {
    const [read] = await engine.exec(READ_SETTINGS);
    session.settings = (read?.rows[0] as { kept: string[] } | undefined)?.kept ?? FRESH;
  }

  /** One after the other, whoever sends. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  }

  async function run(session: Session, sent: Buffer): Promise<Uint8Array> {
    if (last !== session) {
      await leave(last);
      await use(session);
      last = session;
    }
    const answer = await engine.execProtocolRaw(sent, { syncToFs: false });
    inTransaction = answer.at(-1) === IDLE ? undefined : session;
    if (!inTransaction) {
      over.resolve();
      over = Promise.withResolvers();
    }
    return answer;
  }

  /** Leaves no trace in the transaction that it happens in; undefined for what has to wait until that is over. */
  async function visit(session: Session, sent: Buffer): Promise<Uint8Array | undefined> {
    if (sent[0] === QUERY && !READS.test(sent.toString("latin1"))) return undefined;
    const isSound = await engine.exec("savepoint visit").catch(() => undefined);
    if (!isSound) return undefined;
    await use(session);
    const answer = await engine.execProtocolRaw(sent, { syncToFs: false });
    const hasChanged = CHANGED.test(Buffer.from(answer).toString("latin1"));
    if (answer.at(-1) === IN_TRANSACTION && !hasChanged) await leave(session);
    await engine.exec("rollback to savepoint visit; release savepoint visit");
    if (hasChanged) return undefined;
    answer[answer.length - 1] = IDLE;
    return answer;
  }

  async function answerTo(session: Session, sent: Buffer): Promise<Uint8Array> {
    for (;;) {
      const before = over.promise;
      const answer = await inTurn(async () => {
        return inTransaction === undefined || inTransaction === session ? run(session, sent) : visit(session, sent);
      });
      if (answer) return answer;
      await before;
    }
  }

  async function serve(socket: Socket): Promise<void> {
    const session: Session = { id: (opened += 1), settings: FRESH };
    let sent: Buffer[] = [];
    try {
      for await (const message of messagesOf(socket)) {
        if (message[0] === TERMINATE) break;
        sent.push(withOwnName(message, session.id));
        if (message[0] !== SYNC && message[0] !== QUERY) continue;
        const all = Buffer.concat(sent);
        sent = [];
        socket.write(await answerTo(session, all));
      }
    } finally {
      if (inTransaction === session) await answerTo(session, ROLLBACK);
      socket.end();
    }
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    serve(socket).catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `postgres://postgres@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await queue;
      await engine.close();
    },
  };
}

const code = (letter: string) => letter.charCodeAt(0);
const [QUERY, SYNC, TERMINATE, IDLE, IN_TRANSACTION] = [code("Q"), code("S"), code("X"), code("I"), code("T")];
const [PARSE, BIND, DESCRIBE, CLOSE] = [code("P"), code("B"), code("D"), code("C")];
/** "You are in", and "ready". */
const WELCOME = Buffer.from([code("R"), 0, 0, 0, 8, 0, 0, 0, 0, code("Z"), 0, 0, 0, 5, IDLE]);
const ROLLBACK = Buffer.from("Q\0\0\0\rrollback\0");
const READS = /^Q....(?:select|set) /is;
/** What a statement is told by that did more than read, when it is done. */
const CHANGED = /C\0\0..(?!SELECT |SET\0)[A-Z]{2,}[ \0]/s;

/** The messages of a connection after its first, which is welcomed whoever it is. */
async function* messagesOf(socket: Socket): AsyncGenerator<Buffer> {
  let left = Buffer.alloc(0);
  let isIn = false;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    left = Buffer.concat([left, chunk]);
    for (;;) {
      const from = isIn ? 1 : 0;
      if (left.length < from + 4) break;
      const end = from + left.readUInt32BE(from);
      if (left.length < end) break;
      if (isIn) yield left.subarray(0, end);
      else socket.write(WELCOME);
      isIn = true;
      left = left.subarray(end);
    }
  }
}

/** Statements that two connections prepare under one name stay two. */
function withOwnName(message: Buffer, id: number): Buffer {
  const [kind] = message;
  if (kind !== PARSE && kind !== BIND && kind !== DESCRIBE && kind !== CLOSE) return message;
  const isStatement = kind === PARSE || kind === BIND || message[5] === code("S");
  const at = kind === PARSE ? 5 : kind === BIND ? message.indexOf(0, 5) + 1 : 6;
  const end = message.indexOf(0, at);
  if (!isStatement || end === at) return message;
  const named = Buffer.concat([message.subarray(0, end), Buffer.from(`_${id}`), message.subarray(end)]);
  named.writeUInt32BE(named.length - 1, 1);
  return named;
}
