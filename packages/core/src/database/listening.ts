import pg from "pg";
import type { Logger } from "pino";
import { messageOf } from "./errors.ts";

const AGAIN_MS = 500;

/** A connection of its own that hears NOTIFY, and is made again when it breaks. An empty notice says that some may have been missed. */
export async function listenTo(
  url: string,
  channel: string,
  onNotice: (payload: string) => void,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let closed = false;

  async function open(): Promise<void> {
    const opened = new pg.Client({ connectionString: url, application_name: "openvibe-listen", keepAlive: true });
    opened.on("error", (error) => log.warn({ fault: messageOf(error) }, "the listening connection broke"));
    opened.on("notification", (notice) => onNotice(notice.payload ?? ""));
    opened.on("end", () => client === opened && later());
    try {
      await opened.connect();
      await opened.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await opened.end().catch(() => undefined);
      throw error;
    }
    if (closed) return opened.end();
    client = opened;
  }

  function later(): void {
    client = undefined;
    if (closed) return;
    again = setTimeout(() => {
      open().then(
        () => onNotice(""),
        () => later(),
      );
    }, AGAIN_MS).unref();
  }

  await open();
  return {
    async close() {
      closed = true;
      clearTimeout(again);
      await client?.end();
    },
  };
}
