import { draftOutcome } from "../talk/draft-outcome.ts";
import { fieldOf, messagesIn, sayResult } from "./say-result.ts";
import type { Made } from "./history.ts";
import type { Wish } from "./wishes.ts";

export type Ended = { wish: Wish; made: Made | undefined; trouble: string | undefined };

/** What was done and what came of it, a paragraph for each thing that was asked for. */
export function reportOn(ended: readonly Ended[]): string {
  const done = ended.map(({ wish, made, trouble }) =>
    trouble !== undefined || !made ? cannot(wish, trouble ?? "nothing came back") : said(wish, made),
  );
  return done.join("\n\n");
}

const isFor = ({ input }: Made, scope: string) => typeof input === "object" && input !== null && "scope" in input && input.scope === scope;

function said(wish: Wish, made: Made): string {
  const { ok, text, count } = sayResult(made.output);
  if (!ok) return `I could not ${plainly(wish)}: ${text || "it failed"}.`.replace(/([.!?])\.$/, "$1");
  const came = text === "" ? "" : ` ${text}`;
  const { slots } = wish;
  switch (wish.intent) {
    case "search":
    case "recall":
      return text === "" || count === 0
        ? `Nothing was found about “${slots.query ?? wish.words}”.`
        : `About “${slots.query ?? wish.words}”:${spaced(text)}`;
    case "list":
      return count === 0
        ? `There are no ${slots.noun ?? "such things"}.`
        : `${count === undefined ? "" : `${count} `}${slots.noun ?? "found"}:${spaced(text)}`;
    case "fetch":
      return `${slots.url} says:${spaced(text)}`;
    case "read_file":
      return `${slots.path} holds:${spaced(text)}`;
    case "summarise":
      return summary(made) ?? `In short:${spaced(text)}`;
    case "record":
      return `Written down as ${slots.noun}: ${slots.text}`;
    case "remember":
      return `Remembered${isFor(made, "person") ? " for you alone" : ""}: ${slots.text}`;
    case "forget":
      return `Forgotten: ${slots.query}`;
    case "post":
      return `Posted in #${slots.channel}.`;
    case "add_task":
      return `Added the task “${slots.title}”${slots.agent ? ` for ${slots.agent}` : ""}.`;
    case "schedule":
      return `Scheduled ${slots.when}: ${slots.text || wish.words}`;
    case "plan":
      return `${sentence(`Made a plan: ${slots.title}`)} It stands in the thread.`;
    case "handoff":
      return `Asked ${slots.agent}: ${slots.text || wish.words}`;
    case "build":
      return started(slots.title ?? wish.words, made);
    case "run_code":
      return text === "" ? "The code ran and printed nothing." : `The code gave:\n\n\`\`\`\n${text.replaceAll("```", "'''")}\n\`\`\``;
    default:
      return `${titled(made.name)}:${came === "" ? " done." : spaced(text)}`;
  }
}

/** What a conversation came to, read off it sentence by sentence. */
function summary({ output }: Made): string | undefined {
  const messages = messagesIn(output);
  if (messages.length < 2) return undefined;
  const { decision, reasons, openPoints } = draftOutcome(messages);
  const listed = (title: string, points: readonly { text: string }[]) =>
    points.length === 0 ? [] : [`${title}:${points.map(({ text }) => `\n- ${text}`).join("")}`];
  const came = [...(decision === "" ? [] : [`Decided: ${decision}`]), ...listed("Because", reasons), ...listed("Still open", openPoints)];
  const last = messages.slice(-3).map(({ text }) => `\n- ${text.slice(0, 160)}`);
  return [`${messages.length} messages.`, ...(came.length > 0 ? came : [`The latest:${last.join("")}`])].join("\n\n");
}

/** With the way to where it is built, which is a thread of its own. */
function started(title: string, { output }: Made): string {
  const path = fieldOf(output, "link");
  if (!/^\/w\/\w+\/t\/\w+$/.test(path)) return sentence(`Started: ${title}`);
  return `Started: [${title.replaceAll(/[[\]\\]/g, "\\$&")}](${path}). It is planned and built there.`;
}

/** What was cut ends with its dots. */
const sentence = (text: string): string => (text.endsWith("…") ? text : `${text}.`);

function cannot(wish: Wish, trouble: string): string {
  return `I could not ${plainly(wish)}: ${trouble}.`;
}

function plainly({ intent, slots, words }: Wish): string {
  const what = words.replace(/[.!?]+$/, "");
  const short = what.length > 90 ? `${what.slice(0, 89)}…` : what;
  return intent === "fetch" ? `read ${slots.url}` : `do this (“${short.replaceAll(/(^|\s)@/g, "$1")}”)`;
}

function spaced(text: string): string {
  return text.startsWith("\n") ? text : ` ${text}`;
}

function titled(name: string): string {
  const words = name.replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
