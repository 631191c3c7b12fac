import type { AppFile } from "@openvibe/core/builder/model";

interface TreeFolder {
  kind: "folder";
  name: string;
  path: string;
  children: TreeEntry[];
}
export type TreeEntry = TreeFolder | { kind: "file"; name: string; path: string; bytes: number };

/** Folders first, then files, each by name. */
export function treeOf(files: readonly AppFile[]): TreeEntry[] {
  const root: TreeFolder = { kind: "folder", name: "", path: "", children: [] };
  for (const file of files) {
    const parts = file.path.split("/");
    let folder = root;
    for (const [depth, name] of parts.slice(0, -1).entries()) {
      const path = parts.slice(0, depth + 1).join("/");
      const known = folder.children.find((child): child is TreeFolder => child.kind === "folder" && child.path === path);
      const next: TreeFolder = known ?? { kind: "folder", name, path, children: [] };
      if (!known) folder.children.push(next);
      folder = next;
    }
    folder.children.push({ kind: "file", name: parts.at(-1) ?? file.path, path: file.path, bytes: file.bytes });
  }
  return sorted(root.children);
}

function sorted(entries: TreeEntry[]): TreeEntry[] {
  return entries
    .map((entry) => (entry.kind === "folder" ? { ...entry, children: sorted(entry.children) } : entry))
    .toSorted((a, b) => (a.kind === b.kind ? a.name.localeCompare(b.name) : a.kind === "folder" ? -1 : 1));
}
