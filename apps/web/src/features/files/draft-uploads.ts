import { Attachment, isShownImage, type UploadLimits } from "@openvibe/core/files/model";
import { Refusal } from "../../data/errors.ts";
import { formatBytes } from "../hosting/format-bytes.ts";
import type { SendFile } from "./send-file.ts";

export interface Upload {
  key: string;
  name: string;
  sizeBytes: number;
  state: "waiting" | "sending" | "done" | "failed";
  /** 0 to 1. */
  progress: number;
  /** Why it failed, and whether trying again may help. */
  problem?: { text: string; lasting: boolean };
  attachment?: Attachment;
  /** An address of the picture in this tab. */
  previewUrl?: string;
}

/** The files of one draft, wherever in the app its composer is shown. */
export interface DraftUploads {
  read: () => readonly Upload[];
  subscribe: (listener: () => void) => () => void;
  add: (files: readonly File[]) => void;
  /** Stops it, and throws away what the server has. */
  remove: (key: string) => void;
  retry: (key: string) => void;
  /** What is uploaded, to be sent with a message; the draft is empty then. */
  take: () => Attachment[];
}

export interface DraftUploadsOptions {
  send: SendFile;
  /** Tells the server that an upload is not wanted any more. */
  discard: (fileId: string) => void;
  limits: () => UploadLimits | undefined;
  /** Where finished uploads outlive a reload. */
  kept: { read: () => string | null; write: (text: string | null) => void };
  now?: () => number;
}

const AT_ONCE = 3;
/** The server throws away what waits for a day. */
const KEPT_MS = 23 * 60 * 60 * 1000;

export function createDraftUploads(options: DraftUploadsOptions): DraftUploads {
  const { now = Date.now } = options;
  const sources = new Map<string, { file: File; stop?: AbortController }>();
  const listeners = new Set<() => void>();
  let uploads: readonly Upload[] = readKept(options.kept.read(), now());

  function show(next: readonly Upload[]): void {
    uploads = next;
    const done = uploads.flatMap(({ attachment }) => attachment ?? []);
    options.kept.write(done.length === 0 ? null : JSON.stringify({ keptAt: now(), attachments: done }));
    for (const listener of listeners) listener();
  }
  const change = (key: string, changed: Partial<Upload>) =>
    show(uploads.map((upload) => (upload.key === key ? { ...upload, ...changed } : upload)));

  function startNext(): void {
    const sending = uploads.filter(({ state }) => state === "sending").length;
    for (const { key } of uploads.filter(({ state }) => state === "waiting").slice(0, AT_ONCE - sending)) void send(key);
  }

  async function send(key: string): Promise<void> {
    const source = sources.get(key);
    if (!source) return;
    const stop = new AbortController();
    source.stop = stop;
    change(key, { state: "sending", progress: 0 });
    try {
      const attachment = await options.send(source.file, (progress) => !stop.signal.aborted && change(key, { progress }), stop.signal);
      if (stop.signal.aborted) options.discard(attachment.fileId);
      else change(key, { state: "done", progress: 1, attachment });
    } catch (error) {
      const text = error instanceof Refusal ? error.message : "The file could not be read. Choose it again.";
      if (!stop.signal.aborted) change(key, { state: "failed", problem: { text, lasting: false } });
    }
    startNext();
  }

  function forget(key: string): void {
    sources.get(key)?.stop?.abort();
    sources.delete(key);
    const { previewUrl } = uploads.find((upload) => upload.key === key) ?? {};
    if (previewUrl) URL.revokeObjectURL(previewUrl);
  }

  return {
    read: () => uploads,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    add(files) {
      const { filesPerMessage = Infinity } = options.limits() ?? {};
      let room = filesPerMessage - uploads.filter(({ problem }) => !problem?.lasting).length;
      const added = files.map((file): Upload => {
        const upload = { key: crypto.randomUUID(), name: file.name, sizeBytes: file.size, progress: 0 };
        const text = problemOf(file, options.limits()) ?? (room > 0 ? undefined : `A message carries at most ${filesPerMessage} files.`);
        if (text) return { ...upload, state: "failed", problem: { text, lasting: true } };
        room -= 1;
        sources.set(upload.key, { file });
        return { ...upload, state: "waiting", ...(isShownImage(file.type) ? { previewUrl: URL.createObjectURL(file) } : {}) };
      });
      show([...uploads, ...added]);
      startNext();
    },
    remove(key) {
      const fileId = uploads.find((upload) => upload.key === key)?.attachment?.fileId;
      if (fileId) options.discard(fileId);
      forget(key);
      show(uploads.filter((upload) => upload.key !== key));
      startNext();
    },
    retry(key) {
      const upload = uploads.find((each) => each.key === key);
      if (upload?.state !== "failed" || upload.problem?.lasting) return;
      show(uploads.map((each) => (each.key === key ? withoutProblem(each) : each)));
      startNext();
    },
    take() {
      const taken = uploads.flatMap(({ attachment }) => attachment ?? []);
      for (const { key } of uploads) forget(key);
      show([]);
      return taken;
    },
  };
}

function problemOf(file: File, limits: UploadLimits | undefined): string | undefined {
  if (file.size === 0) return "This file is empty.";
  if (limits && file.size > limits.fileBytes) return `Too large: a file holds at most ${formatBytes(limits.fileBytes)}.`;
  return undefined;
}

function withoutProblem({ problem: _, ...upload }: Upload): Upload {
  return { ...upload, state: "waiting", progress: 0 };
}

function readKept(text: string | null, now: number): readonly Upload[] {
  if (text === null) return [];
  try {
    const { keptAt, attachments } = JSON.parse(text) as { keptAt: number; attachments: unknown };
    if (!(now - keptAt < KEPT_MS)) return [];
    return Attachment.array()
      .parse(attachments)
      .map((attachment) => {
        const { fileId, name, sizeBytes } = attachment;
        return { key: fileId, name, sizeBytes, state: "done", progress: 1, attachment };
      });
  } catch {
    return [];
  }
}
