import { buffer } from "node:stream/consumers";
import { getMessage, maySeeChannel } from "../chat/index.ts";
import { getFile, openFile } from "../files/index.ts";
import type { Context } from "../platform/index.ts";
import { plainFileName } from "../screening/index.ts";
import { unlessGone } from "../turns/index.ts";

const MOST_FILES = 20;
const MOST_BYTES = 40_000_000;
const LONGEST_NAME = 80;

/** A file that came with a question: where it stands below the folder of such files, and what it is. */
export interface GivenFile {
  path: string;
  mediaType: string;
  bytes: Uint8Array;
}

export interface Given {
  files: readonly GivenFile[];
  /** So many were too much, or are no longer there. */
  leftOut: number;
}

/** The files of the question, of any kind, as far as these hands may have them. Their names lead nowhere else, and say nothing. */
export async function givenFiles(hands: Context, messageId: string | undefined): Promise<Given> {
  const message = messageId === undefined ? undefined : await getMessage(hands, { messageId }).catch(unlessGone);
  const attachments = message?.attachments ?? [];
  const files: GivenFile[] = [];
  let left = MOST_BYTES;
  for (const { fileId, name, mediaType } of attachments.slice(0, MOST_FILES)) {
    const file = await getFile(hands, { fileId }, maySeeChannel).catch(unlessGone);
    if (!file || file.sizeBytes > left) continue;
    left -= file.sizeBytes;
    const plain = plainFileName(name)
      .replace(/[^\w.-]+/g, "-")
      .slice(-LONGEST_NAME);
    files.push({ path: `${files.length + 1}-${plain}`, mediaType, bytes: await buffer(await openFile(hands, file)) });
  }
  return { files, leftOut: attachments.length - files.length };
}
