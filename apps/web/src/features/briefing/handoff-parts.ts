export interface HandoffLine {
  text: string;
  /** What kind of thing it tells of, as its id begins; empty for words alone. */
  kind: string;
  id: string;
}
export interface HandoffParts {
  title: string;
  lead: string;
  parts: { title: string; lines: HandoffLine[] }[];
}

const NAMED = /^(.*) \((([a-z]{3})_[0-9a-z]{26})\)$/;

/** The Markdown of a handoff by its parts; every line of it is one thing. */
export function partsOf(markdown: string): HandoffParts {
  const found: HandoffParts = { title: "", lead: "", parts: [] };
  for (const line of markdown.split("\n")) {
    if (line.startsWith("## ")) found.parts.push({ title: line.slice(3), lines: [] });
    else if (line.startsWith("# ")) found.title = line.slice(2);
    else if (line.startsWith("- ")) found.parts.at(-1)?.lines.push(lineOf(line.slice(2)));
    else found.lead = stateOf(line);
  }
  return found;
}

/** Ids are for those who copy it. */
function stateOf(line: string): string {
  return line
    .split(", ")
    .filter((said) => !/ [a-z]{3}_/.test(said))
    .join(", ");
}

function lineOf(line: string): HandoffLine {
  const [, text = line, id = "", kind = ""] = NAMED.exec(line) ?? [];
  return { text, id, kind };
}
