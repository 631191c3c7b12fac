import { readFileSync, rmSync } from "node:fs";
import { appendFile, rename, stat } from "node:fs/promises";
import { readJson } from "@openvibe/core/platform";
import { HostingLogLine } from "./log-line.ts";

export interface LogFile {
  /** What was kept, oldest first. */
  load(): HostingLogLine[];
  append(lines: readonly HostingLogLine[]): void;
  remove(): void;
  /** After the last write. */
  close(): Promise<void>;
}

const ROTATE_BYTES = 1024 * 1024;
const LOADED_LINES = 2000;

/** JSON lines in `path`, with one older part beside it: never more than about two MiB. */
export function openLogFile(path: string): LogFile {
  const older = `${path}.1`;
  let isOpen = true;
  let size: number | undefined;
  let writing = Promise.resolve();

  const write = async (text: string) => {
    if (!isOpen) return;
    size ??= await stat(path).then(
      (stats) => stats.size,
      () => 0,
    );
    if (size > ROTATE_BYTES) {
      await rename(path, older);
      size = 0;
    }
    await appendFile(path, text, { mode: 0o600 });
    size += Buffer.byteLength(text);
  };

  return {
    load: () => [...read(older), ...read(path)].slice(-LOADED_LINES),
    append(lines) {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
      // A full disk costs the file, not the app: the lines in memory stay.
      writing = writing.then(() => write(text)).catch(() => undefined);
    },
    remove() {
      isOpen = false;
      rmSync(path, { force: true });
      rmSync(older, { force: true });
    },
    close: () => writing,
  };
}

function read(path: string): HostingLogLine[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    // A crash may cut a line.
    const parsed = HostingLogLine.safeParse(readJson(line));
    return parsed.success ? [parsed.data] : [];
  });
}
