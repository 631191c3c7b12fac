import { Attachment } from "@openvibe/core/files/model";
import { upload } from "../../data/upload.ts";

export type SendFile = (file: File, onProgress: (share: number) => void, signal: AbortSignal) => Promise<Attachment>;

export function sendFileTo(workspaceId: string): SendFile {
  return (file, onProgress, signal) =>
    upload({ path: "/files", workspaceId, file, contentType: "application/octet-stream", answer: Attachment, onProgress, signal });
}
