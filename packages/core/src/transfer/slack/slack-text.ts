import { emojiOf } from "./slack-emoji.ts";
import type { SlackMessage } from "./slack-format.ts";

/** Who and what a text names. */
export interface Named {
  /** A user's handle here. */
  handle: (userId: string) => string | undefined;
  /** A channel's name here. */
  channel: (channelId: string) => string | undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };
const unescape = (text: string) => text.replaceAll(/&(amp|lt|gt);/g, (_, name: string) => ENTITIES[name] ?? "");

/** Slack's marks as Markdown, with the names of this workspace. What stands in code stays as it is. */
export function markdownOf(text: string, named: Named): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? codeOf(part) : proseOf(part, named)))
    .join("");
}

/** Links are written out in code, because code draws none. */
function codeOf(part: string): string {
  const plain = unescape(part.replaceAll(/<((?:https?:|mailto:)[^<>|]+)(?:\|([^<>]*))?>/g, (_, to: string, label?: string) => label ?? to));
  return plain.startsWith("```") ? `\n\`\`\`\n${plain.slice(3, -3).replace(/^\n|\n$/g, "")}\n\`\`\`\n` : plain;
}

function proseOf(part: string, named: Named): string {
  const pieces = part.split(/(<[^<>\n]*>)/);
  return pieces.map((piece, index) => (index % 2 === 1 ? referenceOf(piece.slice(1, -1), named) : wordsOf(piece))).join("");
}

function wordsOf(text: string): string {
  return unescape(text)
    .replaceAll(/(?<![\p{L}\p{N}*])\*(\S|\S[^*\n]*\S)\*(?![\p{L}\p{N}*])/gu, "**$1**")
    .replaceAll(/(?<![\p{L}\p{N}~])~(\S|\S[^~\n]*\S)~(?![\p{L}\p{N}~])/gu, "~~$1~~")
    .replaceAll(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g, (whole, name: string) => emojiOf(name) ?? whole)
    .replaceAll(/^•\s+/gm, "- ");
}

/** What stands between angle brackets: somebody, a channel, a command or a link. */
function referenceOf(inside: string, named: Named): string {
  const [target = "", label] = inside.split("|", 2);
  const shown = unescape(label ?? "");
  const id = target.slice(1);
  if (target.startsWith("@")) return `@${named.handle(id) ?? (shown.replace(/^@/, "") || "somebody")}`;
  if (target.startsWith("#")) return `#${named.channel(id) ?? (shown || "a-channel")}`;
  if (target.startsWith("!")) return commandOf(target.slice(1), shown);
  const url = unescape(target);
  if (!/^(https?:|mailto:)/i.test(url) || !URL.canParse(url)) return shown || url;
  const address = url.replaceAll(/[()\s<>]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"));
  return shown && shown !== url ? `[${shown.replaceAll(/[[\]\\]/g, "\\$&")}](${address})` : address;
}

/** To everybody: written so that it calls nobody here. */
function commandOf(command: string, shown: string): string {
  if (command.startsWith("date^") || command.startsWith("subteam^")) return shown || command.split("^")[0] || "";
  return shown ? `@${shown.replace(/^@/, "")}` : `@${command.split("^")[0] ?? ""}`;
}

/** The text of a message with what hung on it: unfurled links, and files as links into Slack. */
export function wholeText(message: SlackMessage, named: Named): string {
  const parts = [markdownOf(message.text ?? "", named).trim()];
  for (const { title, title_link, text, fallback, from_url } of message.attachments ?? []) {
    // What Slack itself unfurled says again what the link leads to.
    if (from_url && parts[0]?.includes(from_url)) continue;
    const head = title ? (title_link ? referenceOf(`${title_link}|${title}`, named) : `**${title}**`) : "";
    const body = markdownOf(text || (title ? "" : (fallback ?? "")), named).trim();
    const quoted = [head, body].filter(Boolean).join("\n");
    if (quoted) parts.push(quoted.replaceAll(/^/gm, "> "));
  }
  for (const file of message.files ?? []) {
    const name = file.title || file.name || "file";
    const link = withoutToken(file.permalink ?? file.url_private ?? "");
    if (file.mode === "tombstone") parts.push("_A file that was deleted._");
    else parts.push(link ? `📎 ${referenceOf(`${link}|${name}`, named)}` : `📎 ${name}`);
  }
  return parts.filter(Boolean).join("\n\n");
}

/** An export's links carry a key to every file of the workspace; it is for nobody who reads along. */
function withoutToken(link: string): string {
  if (!URL.canParse(link)) return "";
  const url = new URL(link);
  url.searchParams.delete("t");
  return url.href;
}
