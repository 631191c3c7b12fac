import { getUploadLimits, uploadFile, type Attachment } from "../files/index.ts";
import { AppError } from "../platform/index.ts";
import type { Archive } from "../archives/index.ts";
import type { Landing } from "./landing.ts";
import { isOfArchive } from "./records-of.ts";

/** Paths of the files of an export, by the id that the messages name. */
export function filesIn(archive: Archive): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of archive.entries.keys()) {
    const fileId = /^files\/(fil_[0-9a-z]{26})\//.exec(path)?.[1];
    if (fileId) found.set(fileId, path);
  }
  return found;
}

type Brought = { fileId: string } | { reason: string } | "known";

/** Uploads a file of the archive once, unless its message is here; undefined, and told, where that cannot be. */
export async function bringFile(
  landing: Landing,
  path: string | undefined,
  { fileId, name }: Attachment,
  isHere: boolean,
): Promise<string | undefined> {
  const { run, archive, reporting } = landing;
  if (path === undefined) {
    reporting.leave("files", "They are not in the archive.");
    return undefined;
  }
  const brought = await run.step(`file/${fileId}`, async (): Promise<Brought> => {
    if (isHere) return "known";
    try {
      const bytes = await archive.open(path, getUploadLimits(run.ctx).fileBytes);
      return { fileId: (await uploadFile(run.ctx, { name, bytes })).fileId };
    } catch (error) {
      if (!isOfArchive(error)) throw error;
      return {
        reason: error instanceof AppError && error.code === "too_large" ? "They are larger than this server takes." : "They are broken.",
      };
    }
  });
  if (brought === "known") return undefined;
  if ("reason" in brought) {
    reporting.leave("files", brought.reason);
    return undefined;
  }
  reporting.take("files");
  return brought.fileId;
}
