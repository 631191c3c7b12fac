import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface ArchiveWriter {
  /** Returns when the content is in the archive; of it no more than a piece is held at a time. */
  add(path: string, content: AsyncIterable<Uint8Array | string>, options?: { isPacked?: boolean }): Promise<void>;
}

/** A zip as a stream of bytes, made while it is read. */
export async function* writeArchive(fill: (archive: ArchiveWriter) => Promise<void>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  out.once("close", () => ended.reject(new Error("nobody reads the archive any more")));
  zip.on("error", (error: Error) => out.destroy(error));
  const archive: ArchiveWriter = {
    async add(path, content, { isPacked = false } = {}) {
      const stream = Readable.from(content, { objectMode: false });
      const added = new Promise<void>((resolve, reject) => void stream.once("end", resolve).once("error", reject));
      zip.addReadStream(stream, path, { compress: !isPacked });
      await Promise.race([added, ended.promise]).catch((error: unknown) => {
        stream.destroy();
        throw error;
      });
    },
  };
  const filling = fill(archive).then(
    () => zip.end(),
    (error: Error) => void out.destroy(error),
  );
  try {
    yield* out as AsyncIterable<Uint8Array>;
    await filling;
  } finally {
    out.destroy();
  }
}

/** One JSON value to a line. */
export async function* jsonLines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
