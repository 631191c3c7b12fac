import { inflateSync } from "node:zlib";

/** A file as a call carries it: text, or bytes, which may be in base64. */
type Bytes = string | Uint8Array;

/** What is text for a model, whatever it is kept as. */
const TEXT =
  /^text(?:\/|$)|^application\/(?:json|x-ndjson|xml|yaml|x-yaml|toml|sql|javascript|x-javascript|typescript|rtf)$|\+(?:json|xml|yaml)$/;
/** "%PDF-", in base64 too. */
const PDF = ["%PDF-", "JVBERi"];
/** A page of words alone takes more than this, packed as it is in such a file. */
const LEAST_OF_PAGE = 2_000;
/** Lists of objects that a PDF keeps packed are opened up to here. */
const MOST_LISTS = 5_000;
const MOST_UNPACKED = 16 * 1024 * 1024;
const PAGE = /\/Type\s{0,8}\/Page(?![A-Za-z])/g;
const PACKED = /\/Type\s{0,8}\/ObjStm\b/g;

/** Whether a file of this kind is sent to models as the words in it. */
export function isText(mediaType: string): boolean {
  return TEXT.test(mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "");
}

export function textIn(data: Bytes): string {
  return bytesIn(data).toString("utf8");
}

/** Providers look at the bytes too where a call does not say it. */
export function isPdf(mediaType: string, data: Bytes): boolean {
  if (/^application\/(?:x-)?pdf\b/i.test(mediaType)) return true;
  const head = typeof data === "string" ? data.slice(0, 6) : bytesIn(data.subarray(0, 5)).toString("latin1");
  return PDF.includes(head);
}

export function lengthOf(data: Bytes): number {
  return typeof data === "string" ? Math.ceil((data.length * 3) / 4) : data.byteLength;
}

/** How many pages a PDF has: as many as it names, or where those cannot be read, as many as it has room for. */
export function pagesIn(data: Bytes): number {
  const bytes = bytesIn(data);
  const named = pagesNamedIn(bytes);
  return named ?? Math.max(1, Math.ceil(bytes.length / LEAST_OF_PAGE));
}

function pagesNamedIn(bytes: Buffer): number | undefined {
  const text = bytes.toString("latin1");
  let pages = countIn(text);
  let left = MOST_UNPACKED;
  let read = 0;
  let lists = 0;
  for (const { index } of text.matchAll(PACKED)) {
    if (index < read) continue;
    if ((lists += 1) > MOST_LISTS) return undefined;
    const from = text.indexOf("stream", index) + "stream".length;
    const to = text.indexOf("endstream", from);
    if (from < "stream".length || to < 0) return undefined;
    const start = from + (text[from] === "\r" ? 2 : 1);
    read = to;
    try {
      const objects = inflateSync(bytes.subarray(start, to), { maxOutputLength: left });
      left -= objects.length;
      pages += countIn(objects.toString("latin1"));
    } catch {
      // NOTE: locked, packed in another way, or too large: what it names cannot be read.
      return undefined;
    }
  }
  return pages > 0 ? pages : undefined;
}

function countIn(text: string): number {
  return text.match(PAGE)?.length ?? 0;
}

function bytesIn(data: Bytes): Buffer {
  return typeof data === "string" ? Buffer.from(data, "base64") : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
