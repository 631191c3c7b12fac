import { PassThrough, pipeline, type Readable } from "node:stream";
import { callbackify } from "node:util";
import { fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, validateFileName, type Entry, type ZipFile } from "yauzl";
import type { StorageDriver } from "../files/index.ts";
import { AppError, messageOf } from "../platform/index.ts";

const WINDOW_BYTES = 1 << 20;
const MOST_ENTRIES = 1_000_000;
/** What an archive unpacks to: text shrinks well, but not so well. */
const MOST_GROWTH = 100;
const GROWTH_FROM_BYTES = 1_000_000_000;

export interface Archive {
  /** By path, of the entries that are files and have an honest name. */
  readonly entries: ReadonlyMap<string, { sizeBytes: number }>;
  /** Names that lead out of the archive, and what is locked with a password. */
  readonly refused: readonly string[];
  /** Refuses what is larger than `mostBytes` before it is unpacked; it never gives more than the archive announces. */
  open(path: string, mostBytes: number): Promise<Readable>;
  close(): void;
}

/** Reads a zip where it lies: its list of contents, then each file by its place. Nothing of it is ever written to a disk by its name. */
export async function openArchive(storage: StorageDriver, key: string, sizeBytes: number): Promise<Archive> {
  const zip = await unzip(new StorageReader(storage, key, sizeBytes), sizeBytes);
  const found = new Map<string, Entry>();
  const refused: string[] = [];
  let unpackedBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
      if (found.size >= MOST_ENTRIES) throw new AppError("too_large", "The archive holds more than a million files. Split it.");
      if (path.endsWith("/")) continue;
      if (validateFileName(path) !== null || !entry.canDecodeFileData() || found.has(path)) {
        refused.push(path);
        continue;
      }
      found.set(path, entry);
      unpackedBytes += entry.uncompressedSize;
    }
  } catch (error) {
    zip.close();
    throw unreadable(error);
  }
  if (unpackedBytes > Math.max(GROWTH_FROM_BYTES, sizeBytes * MOST_GROWTH)) {
    zip.close();
    const gigabytes = (unpackedBytes / 1e9).toFixed(1);
    throw new AppError("too_large", `The archive would unpack to ${gigabytes} GB, far more than its size tells. It was not opened.`);
  }
  return {
    entries: new Map([...found].map(([path, entry]) => [path, { sizeBytes: entry.uncompressedSize }])),
    refused,
    async open(path, mostBytes) {
      const entry = found.get(path);
      if (!entry) throw new AppError("not_found", "is not in the archive");
      if (entry.uncompressedSize > mostBytes) throw new AppError("too_large", `is larger than ${Math.round(mostBytes / 1_000_000)} MB`);
      try {
        return sturdy(await zip.openReadStreamPromise(entry));
      } catch (error) {
        throw unreadable(error);
      }
    },
    close: () => zip.close(),
  };
}

/** The library's stream tells of a fault once, to whoever listens then; this one keeps it for who reads later. */
function sturdy(stream: Readable): Readable {
  const out = new PassThrough();
  out.on("error", () => undefined);
  out.once("close", () => stream.destroy());
  stream.on("error", (error) => out.destroy(error));
  return stream.pipe(out);
}

async function unzip(reader: RandomAccessReader, sizeBytes: number): Promise<ZipFile> {
  try {
    return await fromRandomAccessReaderPromise(reader, sizeBytes, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (error) {
    throw unreadable(error);
  }
}

/** What the library says of a broken archive is about the archive; what the storage says stays as it is. */
function unreadable(error: unknown): unknown {
  if (error instanceof AppError || (error as NodeJS.ErrnoException).code !== undefined) return error;
  return new AppError("bad_request", `This is not a whole zip archive (${messageOf(error)}). Download it again and send it once more.`, {
    cause: error,
  });
}

class StorageReader extends RandomAccessReader {
  readonly #storage: StorageDriver;
  readonly #key: string;
  readonly #sizeBytes: number;
  #window: { start: number; bytes: Buffer } | undefined;

  constructor(storage: StorageDriver, key: string, sizeBytes: number) {
    super();
    this.#storage = storage;
    this.#key = key;
    this.#sizeBytes = sizeBytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const out = new PassThrough();
    if (start >= end) return out.end();
    this.#storage.open(this.#key, { start, end: end - 1 }).then(
      (bytes) => pipeline(bytes, out, () => undefined),
      (error: Error) => void out.destroy(error),
    );
    return out;
  }

  /** The list of contents is read in small pieces, one after the other: each would be a request of its own. */
  override read(buffer: Buffer, offset: number, length: number, position: number, done: (error: Error | null) => void): void {
    const take = callbackify(() => this.#take(length, position));
    take((error, bytes) => {
      if (!error) bytes.copy(buffer, offset);
      done(error);
    });
  }

  async #take(length: number, position: number): Promise<Buffer> {
    const known = this.#window;
    const isInside = known && position >= known.start && position + length <= known.start + known.bytes.byteLength;
    const window = isInside ? known : await this.#load(position, Math.max(length, WINDOW_BYTES));
    this.#window = window;
    const from = position - window.start;
    const bytes = window.bytes.subarray(from, from + length);
    if (bytes.byteLength < length) throw new Error("unexpected end of the archive");
    return bytes;
  }

  async #load(start: number, length: number): Promise<{ start: number; bytes: Buffer }> {
    const end = Math.min(start + length, this.#sizeBytes);
    if (start >= end) throw new Error("unexpected end of the archive");
    const chunks: Buffer[] = [];
    for await (const chunk of await this.#storage.open(this.#key, { start, end: end - 1 })) chunks.push(chunk as Buffer);
    return { start, bytes: Buffer.concat(chunks) };
  }

  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}
