import type { z } from "zod";
import { Refusal } from "./errors.ts";

const UNREACHABLE = "The server cannot be reached.";

export interface Upload<Answer> {
  path: string;
  workspaceId: string;
  file: File;
  contentType: string;
  /** What the server answers once it has it. */
  answer: z.ZodType<Answer>;
  /** The share that was sent, of 1. */
  onProgress: (share: number) => void;
  signal?: AbortSignal;
}

/** Sends the bytes of a file as they are; by XMLHttpRequest, which alone tells how far an upload is. */
export function upload<Answer>({ path, workspaceId, file, contentType, answer, onProgress, signal }: Upload<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("x-workspace-id", workspaceId);
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name.toWellFormed()));
    request.setRequestHeader("content-type", contentType);
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(file.size === 0 ? 0 : Math.min(1, loaded / file.size)));
    request.addEventListener("error", () => reject(new Refusal(UNREACHABLE)));
    request.addEventListener("abort", () => reject(new Refusal("The upload was stopped.")));
    request.addEventListener("load", () => {
      const said = readAnswer(request.responseText);
      const taken = answer.safeParse(said);
      if (request.status === 200 && taken.success) resolve(taken.data);
      else reject(new Refusal(reasonOf(said)));
    });
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(answer: unknown): string {
  const { message } = (answer ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? message : UNREACHABLE;
}
