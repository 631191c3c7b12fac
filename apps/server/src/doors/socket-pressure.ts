const MOST_BYTES = 4 * 1024 * 1024;
const CALM_BYTES = 256 * 1024;
const MOST_PACKETS = 2_000;
const RELIEF_MS = 20_000;

/** What is read of a connection's transport, which types keep private. */
interface Connection {
  close(discard?: boolean): unknown;
  once(event: "drain" | "close", listener: () => void): unknown;
  off(event: "drain" | "close", listener: () => void): unknown;
  readonly transport: { readonly socket?: { terminate?: () => void } };
  readonly writeBuffer: readonly { data?: unknown }[];
}

/** How much a tab has not taken yet. Nobody who reads slowly is buffered for without end: they are cut off, and come back by their cursor. */
export interface Pressure {
  /** So much waits that what can be had again is better left out. */
  isHigh(): boolean;
  /** Cuts the connection where too much waits; returns whether it did. */
  cutIfStuck(): boolean;
  /** Resolves when little waits; false when that took too long. */
  relief(): Promise<boolean>;
}

export function pressureOf(connection: unknown): Pressure {
  return new ConnectionPressure(connection as Connection);
}

class ConnectionPressure implements Pressure {
  readonly #conn: Connection;

  constructor(conn: Connection) {
    this.#conn = conn;
  }

  isHigh(): boolean {
    return this.#conn.writeBuffer.length > 4 && this.#waitingBytes() > CALM_BYTES;
  }

  cutIfStuck(): boolean {
    const { writeBuffer, transport } = this.#conn;
    if (writeBuffer.length <= 1) return false;
    if (writeBuffer.length <= MOST_PACKETS && this.#waitingBytes() <= MOST_BYTES) return false;
    // NOTE: closing in good order would wait for a reader who does not read.
    if (transport.socket?.terminate) transport.socket.terminate();
    else this.#conn.close(true);
    return true;
  }

  async relief(): Promise<boolean> {
    if (this.#waitingBytes() <= CALM_BYTES) return true;
    const { promise: late, resolve: giveUp } = Promise.withResolvers<void>();
    const timer = setTimeout(giveUp, RELIEF_MS);
    let inTime = true;
    void late.then(() => (inTime = false));
    while (inTime && this.#waitingBytes() > CALM_BYTES) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#conn.once("drain", resolve);
      this.#conn.once("close", resolve);
      await Promise.race([promise, late]);
      this.#conn.off("drain", resolve);
      this.#conn.off("close", resolve);
    }
    clearTimeout(timer);
    return inTime;
  }

  #waitingBytes(): number {
    return this.#conn.writeBuffer.reduce((sum, { data }) => sum + (typeof data === "string" ? data.length : 0), 0);
  }
}
