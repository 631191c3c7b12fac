/** Zip archives, read where they lie and written as they are read; and the lists of records in them. */
export { openArchive, type Archive } from "./archive-reader.ts";
export { jsonLines, writeArchive, type ArchiveWriter } from "./archive-writer.ts";
export { readLines, readText } from "./read-lines.ts";
