interface TextNode {
  type: string;
  value?: string;
  children?: TextNode[];
}

/** What somebody typed stays to be read: a new line is one, and what looks like HTML is words. */
export function remarkAsWritten() {
  return (tree: TextNode) => visit(tree);
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
