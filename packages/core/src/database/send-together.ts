import type { Duplex } from "node:stream";
import type pg from "pg";

const held = new WeakSet<pg.ClientBase>();

/** What is sent at one moment goes out as one packet: a write to the network costs more than a short statement. */
export function sendTogether(client: pg.ClientBase): void {
  if (held.has(client)) return;
  held.add(client);
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  stream.cork();
  process.nextTick(() => {
    held.delete(client);
    stream.uncork();
  });
}
