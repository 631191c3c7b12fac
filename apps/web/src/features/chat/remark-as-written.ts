interface TextNode {
  type: string;
  value?: string;
  children?: TextNode[];
}

/** What somebody typed stays to be read: a new line is one, what looks like HTML is words, and signs that form nothing are themselves. */
export function remarkAsWritten() {
  return (tree: TextNode, file: { value: unknown }) => {
    visit(tree);
    if (!isSeen(tree)) tree.children = [{ type: "paragraph", children: lines(String(file.value)) }];
  };
}

const SEEN_WITHOUT_WORDS: ReadonlySet<string> = new Set(["thematicBreak", "image", "imageReference", "footnoteReference"]);

/** Whether a reader sees anything of it: not so an empty heading, or where a link would lead that is nowhere. */
function isSeen({ type, value = "", children = [] }: TextNode): boolean {
  if (type === "footnoteDefinition") return false;
  return SEEN_WITHOUT_WORDS.has(type) || value.trim() !== "" || children.some(isSeen);
}

function visit(node: TextNode): void {
  if (!node.children) return;
  const inLine = node.type !== "root" && node.type !== "blockquote" && node.type !== "listItem" && node.type !== "footnoteDefinition";
  node.children = node.children.flatMap((child) => {
    if (child.type === "text") return lines(child.value ?? "");
    if (child.type === "html") return inLine ? lines(child.value ?? "") : [{ type: "paragraph", children: lines(child.value ?? "") }];
    visit(child);
    return [child];
  });
}

const lines = (text: string): TextNode[] =>
  text
    .split("\n")
    .flatMap((value, index) => [...(index > 0 ? [{ type: "break" }] : []), ...(value === "" ? [] : [{ type: "text", value }])]);
