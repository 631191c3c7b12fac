import { createHash } from "node:crypto";

const LONGEST = 64;
const HASH_LENGTH = 8;
/** NOTE: `agents_ask` is made for each turn and stands in no catalog. */
const OURS = "agents_ask";

/**
 * What the tools of a server are called here, by their own names: no two alike, none like one of ours, and each for as long as it can the same,
 * whatever else is there. One whose name would not be its alone, or would not be known again, ends in a hash of its own name.
 */
export function namesOf(server: string, tools: readonly string[], catalog: readonly string[]): ReadonlyMap<string, string> {
  const begin = `${server}_`;
  const isLikeOurs = [...catalog, OURS].some((name) => name.startsWith(begin));
  const plain = new Map([...new Set(tools)].map((tool) => [tool, begin + tool.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")]));
  const rivals = Map.groupBy(plain.values(), (name) => name);
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const [tool, name] of plain) {
    const isAlone = name === begin + tool || rivals.get(name)?.length === 1;
    const own = isAlone && !isLikeOurs && name.length <= LONGEST && isKnownAgain(tool) ? name : hashed(name, tool);
    // A server that names one tool like the hash of another loses it.
    if (taken.has(own)) continue;
    taken.add(own);
    names.set(tool, own);
  }
  return names;
}

/** Of other scripts than Latin nothing would be left. */
const isKnownAgain = (tool: string) => /^[\x20-\x7e]+$/.test(tool) && /[a-z0-9]/i.test(tool);

function hashed(name: string, tool: string): string {
  const hash = createHash("sha256").update(tool).digest("hex").slice(0, HASH_LENGTH);
  return `${name.slice(0, LONGEST - HASH_LENGTH - 1).replace(/_+$/, "")}_${hash}`;
}
