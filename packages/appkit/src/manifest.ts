import { createHash } from "node:crypto";

export const MANIFEST_PATH = "openvibe.json";

/** Which files the generator wrote, with their hashes; all others belong to the people who work on the app. */
export interface Manifest {
  generator: 1;
  files: Record<string, string>;
}

export function manifestOf(files: ReadonlyMap<string, string>): string {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => [path, hashOf(text)]);
  const manifest: Manifest = { generator: 1, files: Object.fromEntries(entries) };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

export function readManifest(files: ReadonlyMap<string, string>): Manifest | undefined {
  const text = files.get(MANIFEST_PATH);
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** What was written, and the manifest that gives these files to who wrote them: the generator leaves them alone from then on. */
export function takeFromGenerator(before: ReadonlyMap<string, string>, written: ReadonlyMap<string, string>): Map<string, string> {
  const manifest = readManifest(before);
  const taken = new Map(written);
  if (!manifest || ![...written.keys()].some((path) => path in manifest.files)) return taken;
  const files = Object.fromEntries(Object.entries(manifest.files).filter(([path]) => !written.has(path)));
  return taken.set(MANIFEST_PATH, `${JSON.stringify({ ...manifest, files }, undefined, 2)}\n`);
}
