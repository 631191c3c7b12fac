import type { Mail } from "./mail-driver.ts";
import { repeatsTitle } from "./model.ts";
import type { Notice } from "./notice-text.ts";

interface Digest {
  workspace: string;
  notices: readonly (Notice & { link: string })[];
  /** How many more there are than the mail names. */
  more: number;
  settingsLink: string;
}

interface Group {
  /** Empty where the words under it say it already. */
  title: string;
  link: string;
  list: Digest["notices"];
}

const WHY = "You get this because it was not read for a while.";
const CHANGE = "Change when and of what you are told";

/** One mail for all that waits, by thread, the latest thread first. Nothing in it is fetched from anywhere when it is read. */
export function composeDigest({ workspace, notices, more, settingsLink }: Digest): Pick<Mail, "subject" | "text" | "html"> {
  const threads = Map.groupBy(notices, (notice) => notice.path.split("?")[0]);
  const groups = [...threads.values()].map((list): Group => {
    const title = list.some(repeatsTitle) ? "" : (list[0]?.title ?? "");
    return { title, link: list.at(-1)?.link ?? "", list };
  });
  const subject = `What waits for you in ${workspace}`;
  const rest = more > 0 ? [`And ${more} more.`] : [];
  return {
    subject,
    text: [subject, ...groups.map(textOf), ...rest, `${WHY} ${CHANGE}: ${settingsLink}`].join("\n\n"),
    html: page(subject, [
      ...groups.map(cardOf),
      ...rest.map((line) => `<p>${line}</p>`),
      `<p class="faint" style="font-size:13px;color:#5c5f6b">${WHY} <a href="${escape(settingsLink)}" style="color:#3353d4">${CHANGE}</a>.</p>`,
    ]),
  };
}

function textOf({ title, link, list }: Group): string {
  const lines = list.map(({ said, excerpt }) => (excerpt ? `  ${said}: ${excerpt}` : `  ${said}`));
  return [title, ...lines, `  ${link}`].filter(Boolean).join("\n");
}

function cardOf({ title, link, list }: Group): string {
  const lines = list.map(
    ({ said, excerpt }) =>
      `<p style="margin:0 0 8px"><span class="faint" style="font-size:13px;color:#5c5f6b">${escape(said)}</span><br><span dir="auto">${escape(excerpt)}</span></p>`,
  );
  const heading = title ? `<h2 dir="auto" style="font-size:16px;margin:0 0 8px">${escape(title)}</h2>` : "";
  const way = `<a href="${escape(link)}" style="color:#3353d4;font-weight:600">Open in OpenVibe</a>`;
  return `<div class="card" style="background:#fff;border:1px solid #e3e1db;border-radius:10px;padding:16px;margin:0 0 12px">${heading}${lines.join("")}${way}</div>`;
}

/** Colours stand at each element, as many programs drop style sheets; those for the dark are for the programs that do not. */
const DARK =
  "@media (prefers-color-scheme:dark){body{background:#131417!important;color:#ececef!important}.card{background:#1d1e23!important;border-color:#35373e!important}.faint{color:#a3a6b1!important}a{color:#9fb4ff!important}}";

function page(subject: string, parts: readonly string[]): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title><style>${DARK}</style>`;
  const body = `<div style="max-width:600px;margin:0 auto"><h1 style="font-size:20px;margin:0 0 16px">${escape(subject)}</h1>${parts.join("")}</div>`;
  return `<!doctype html><html lang="en"><head>${head}</head><body style="margin:0;padding:24px 16px;background:#f6f5f1;color:#1c1d21;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere">${body}</body></html>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
