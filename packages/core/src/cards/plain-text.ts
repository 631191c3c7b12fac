/** What a reader sees of a Markdown text, near enough to be shown as an excerpt or a title; code stays, addresses as one likes. */
export function plainText(markdown: string, { addresses = true }: { addresses?: boolean } = {}): string {
  return markdown
    .replaceAll(/^ {0,3}(?:`{3,}|~{3,}).*$/gm, "")
    .replaceAll(/^ {0,3}(?:#{1,6} +|> ?|[-*+] +(?:\[[ x]\] +)?)/gm, "")
    .replaceAll(/\*\*|~~/g, "")
    .replaceAll(/`([^`\n]+)`/g, "$1")
    .replaceAll(/(?<![\w*])([*_])(?![\s*_])([^*_\n]{0,500}[^\s*_])\1(?![\w*])/g, "$2")
    .replaceAll(/!?\[([^\][\n]{0,500})\]\(([^()\s]{1,2000})\)/g, addresses ? "$1 $2" : "$1")
    .trim();
}
