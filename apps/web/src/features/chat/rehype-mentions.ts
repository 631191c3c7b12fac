interface TreeNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: TreeNode[];
}

// What stands before an agent's handle is drawn, not written: it is neither read out nor copied.
const CLASS =
  "rounded-[4px] bg-brand-soft px-1 font-medium text-brand-text data-emoji:before:mr-0.5 data-emoji:before:content-[attr(data-emoji)_/_'']";

export interface Named {
  /** Who has the handle, if anybody; with the emoji of an agent. */
  memberOf: (handle: string) => { emoji?: string | undefined } | undefined;
  /** The address of a channel that the reader can see. */
  channelPath: (name: string) => string | undefined;
}

/** Marks `@handle` of members and `#channel` in text, never inside code or links. Runs after the sanitiser: what it adds is our own. */
export function rehypeMentions(named: Named) {
  const visit = (node: TreeNode): void => {
    if (!node.children || node.tagName === "code" || node.tagName === "a") return;
    node.children = node.children.flatMap((child) => (child.type === "text" ? split(child.value ?? "", named) : [child]));
    for (const child of node.children) if (child.properties?.["className"] !== CLASS) visit(child);
  };
  return (tree: TreeNode) => visit(tree);
}

/** Any script's letters, as names have; a dash at the end is the sentence's. */
const NAMED = /(?<![\p{L}\p{M}\p{N}_@#/&.-])([@#])([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?)/gu;

function split(text: string, named: Named): TreeNode[] {
  const nodes: TreeNode[] = [];
  let at = 0;
  for (const match of text.matchAll(NAMED)) {
    const mark = markOf(match[0], match[1] ?? "", match[2] ?? "", named);
    if (!mark) continue;
    if (match.index > at) nodes.push({ type: "text", value: text.slice(at, match.index) });
    nodes.push(mark);
    at = match.index + match[0].length;
  }
  if (at < text.length) nodes.push({ type: "text", value: text.slice(at) });
  return nodes;
}

function markOf(written: string, sign: string, name: string, named: Named): TreeNode | undefined {
  const children = [{ type: "text", value: written }];
  if (sign === "@") {
    // A handle that stands first does not turn what is said to its bearer to its own side.
    const member = named.memberOf(name);
    return member && { type: "element", tagName: "bdi", properties: { className: CLASS, dataEmoji: member.emoji }, children };
  }
  const path = named.channelPath(name.toLowerCase());
  return path ? { type: "element", tagName: "a", properties: { href: path }, children } : undefined;
}
