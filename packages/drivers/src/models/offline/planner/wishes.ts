import { readJson } from "@openvibe/core/platform";
import { PLANNED, readClauses, unquoted } from "./clauses.ts";
import { forOneself } from "./for-oneself.ts";
import { scheduleIn } from "./schedule-words.ts";

export type Intent =
  | "call"
  | "schedule"
  | "plan"
  | "run_code"
  | "fetch"
  | "post"
  | "handoff"
  | "forget"
  | "record"
  | "remember"
  | "recall"
  | "add_task"
  | "build"
  | "read_file"
  | "summarise"
  | "list"
  | "search"
  | "other";

/** What the words of a clause give for the arguments of a tool. */
export interface Slots {
  query?: string;
  text?: string;
  title?: string;
  url?: string;
  channel?: string;
  agent?: string;
  cron?: string;
  when?: string;
  code?: string;
  language?: string;
  path?: string;
  noun?: string;
  /** For whom something is remembered, where it is said: "for me alone". */
  scope?: string;
  tool?: string;
  json?: Record<string, unknown>;
  count?: number;
}

export interface Wish {
  intent: Intent;
  slots: Slots;
  /** The words that it was read from. */
  words: string;
  refers: boolean;
  group: number;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  js: "javascript",
  node: "javascript",
  ts: "typescript",
  py: "python",
  sh: "bash",
  shell: "bash",
};

type Read = (text: string, whole: string) => Slots | undefined;
const take = (pattern: RegExp, use: (...found: string[]) => Slots | undefined): Read => {
  return (text) => {
    const found = pattern.exec(text);
    return found ? use(...found.slice(1).map((each) => (each ?? "").trim())) : undefined;
  };
};

const THING = String.raw`(?:app|apps|application|web ?site|site|tool|tracker|dashboard|crm|portal|platform|game|shop|store|project|prototype|calculator|planner|board|blog|page|system|wiki|directory|form|survey|quiz)`;

// Ordered: the first that reads the clause has it.
const READERS: readonly [Intent, Read][] = [
  ["schedule", readSchedule],
  ["plan", readPlan],
  [
    "post",
    take(
      /\b(?:post|write|send|say|announce|share|publish|put|drop)\b\s*([\s\S]*?)\s*\b(?:in|to|on|into)\s+(?:the\s+)?(?:channel\s+)?#([\w-]+)(?:\s+channel)?\s*(?::|that|saying)?\s*([\s\S]*)$/i,
      readPost,
    ),
  ],
  ["post", take(/\b(?:tell|inform)\s+#([\w-]+)\s*(?:that\s+|:\s*)?([\s\S]+)$/i, (channel, text) => readPost("", channel, text))],
  [
    "handoff",
    take(
      /^(?:ask|let|have|get|tell)\s+(?:the\s+)?(orchestrator|product manager|architect|ux designer|designer|developer|qa|quality|tester|marketer|sales|operations)\s+(?:agent\s+)?(?:to\s+|that\s+|about\s+)?([\s\S]+)$/i,
      (agent, text) => ({ agent, text }),
    ),
  ],
  [
    "handoff",
    take(
      /\b(?:hand|pass|delegate|give|forward|assign)\s+([\s\S]*?)\s*(?:off\s+|over\s+)?to\s+@([\w-]+)\s*(?::|to|so that|for)?\s*([\s\S]*)$/i,
      (what, agent, more) => ({ agent, text: longest(what.replace(/^(?:this|it|that)\b\s*(?:off|over)?\s*/i, ""), more) }),
    ),
  ],
  ["handoff", take(/^(?:ask|let|have|get|tell)\s+@([\w-]+)\s+(?:to\s+|that\s+)?([\s\S]+)$/i, (agent, text) => ({ agent, text }))],
  ["forget", take(/^forget\s+(?:about\s+|that\s+|what you know (?:about|of)\s+)?([\s\S]+)$/i, (text) => ({ query: text, text }))],
  [
    "record",
    take(
      /^(?:record|log|note(?: down)?|write down|add|keep)\s+(?:(?:as|the|a|an|this|our)\s+)*(decision|fact|action item)\s*(?:that|:|–|-)?\s+(?:that\s+)?([\s\S]+)$/i,
      (kind, text) => ({ noun: kind.toLowerCase().replace("action item", "action"), text: sentence(text) }),
    ),
  ],
  [
    "remember",
    take(
      /^(?:remember|memori[sz]e|keep in mind|note(?: down)?|make a note|don't forget|save)\s*(?:this|that|:)?\s*(?:that\s+|:\s*)?([\s\S]+)$/i,
      (text) => (/\.\w{1,5}$/.test(text) ? undefined : readMemory(text)),
    ),
  ],
  [
    "recall",
    take(
      /\bwhat\s+(?:do|did|have)\s+(?:we|you|i|they)\s+(?:know|remember|decide[d]?|agree[d]?|say|said|learn(?:ed)?)\s*(?:about|on|of|for|regarding)?\s*([\s\S]*)$/i,
      (text) => ({ query: question(text) }),
    ),
  ],
  [
    "recall",
    take(
      /^(?:recall|do you remember|what(?:'s| is) (?:known|remembered) (?:about|of))\s+(?:what we know about\s+)?([\s\S]+)$/i,
      (text) => ({
        query: question(text),
      }),
    ),
  ],
  [
    "add_task",
    take(
      /(?:^|\b(?:to|should|must)\s+)(?:add|create|make|open|file|log|new)\s+(?:(?:a|an|another|the|new)\s+)*(?:task|todo|to-do|ticket|action item|issue)s?\b(?![ -](?:board|tracker|manager|management|app|planner|tool|list app|system)\b)\s*(?:for\s+@([\w-]+)\s*)?(?:to|for|:|called|named|that says|about)?\s*([\s\S]+)$/i,
      readTask,
    ),
  ],
  ["add_task", take(/^remind\s+(?:me|us|everyone|everybody|@([\w-]+))\s+(?:to|about|that|of)?\s*([\s\S]+)$/i, readTask)],
  [
    "build",
    take(
      new RegExp(
        String.raw`\b(?:build|create|make|develop|generate|start(?!\s+the)|design|prototype)\s+(?:me\s+|us\s+)?((?:a|an|the|another|new)\s+[\s\S]*\b${THING}\b[\s\S]*)$`,
        "i",
      ),
      (idea) => ({ text: sentence(idea), title: shortened(idea.replace(/^(?:a|an|the|another|new)\s+/i, "")) }),
    ),
  ],
  [
    "read_file",
    take(
      /\b(?:read|open|show|print|look at|see|cat)\b\s+(?:me\s+)?(?:the\s+)?(?:contents?\s+of\s+)?(?:file\s+)?([\w-]+(?:[./][\w-]+)*\.[a-z]\w{0,5})\b/i,
      (path) => ({ path }),
    ),
  ],
  [
    "summarise",
    take(
      /\b(?:summari[sz]e|sum up|recap|tl;?dr|give (?:me|us) a summary(?: of)?|catch (?:me|us) up(?: on)?)\b\s*(?:of\s+)?([\s\S]*)$/i,
      (text) => ({ query: question(text), text: question(text), ...channelIn(text) }),
    ),
  ],
  ["list", take(/^what\s+([\w-]+(?:\s+[\w-]+)?)\s+(?:are there|do we have|exist|is there)\b/i, (noun) => ({ noun, query: noun }))],
  [
    "list",
    take(
      /^(?:list|show(?:\s+me)?|what are|which|give me(?: a list of)?|how many)\s+(?:all\s+)?(?:of\s+)?(?:the\s+|my\s+|our\s+|your\s+|open\s+|current\s+|latest\s+|newest\s+)*([\s\S]+)$/i,
      (noun) => ({ noun: question(noun), query: question(noun), ...channelIn(noun) }),
    ),
  ],
  [
    "search",
    take(
      /\b(?:search|look|find|google|dig|hunt|check)\b\s*(?:up\s+|out\s+)?(?:(?:the|our|all|in|through)\s+)*(?:web|internet|online|workspace|messages?|channels?|threads?|history|documents?|docs?|files?)?\s*(?:for|about|up|into|on|what we said about)\s+([\s\S]+)$/i,
      (query) => ({ query: question(query) }),
    ),
  ],
  [
    "search",
    take(/^(?:find|search|google|research|look up|investigate)\s+(?:me\s+|us\s+|out\s+)?([\s\S]+)$/i, (query) => ({
      query: question(query.replace(/^(?:everything|anything|something|all)\s+(?:about|on|regarding)\s+/i, "")),
    })),
  ],
  [
    "recall",
    take(
      /^(?:who|when|where|why|how|what)\b[\s\S]*\b(?:decide|decided|agree|agreed|remember|know)\b\s*(?:about|on)?\s*([\s\S]*)$/i,
      (text) => ({ query: question(text) }),
    ),
  ],
];

/** What a person asks for, in the order in which they said it. */
export function readWishes(whole: string, toolNames: ReadonlySet<string>): Wish[] {
  const { clauses, restore, code } = readClauses(whole);
  return clauses.map((clause): Wish => {
    const { refers, group } = clause;
    const words = restore(clause.text.replace("⟦code⟧", " ")).trim();
    const wish = (intent: Intent, slots: Slots): Wish => ({ intent, slots: { ...countIn(words), ...slots }, words, refers, group });
    const direct = readDirect(words, toolNames);
    if (direct) return wish("call", direct);
    if (code && clause.text.includes("⟦code⟧") && /\b(?:run|execute|evaluate|try|test)\b/i.test(clause.text))
      return wish("run_code", { code: code.text, language: LANGUAGES[code.language] ?? (code.language || "javascript") });
    for (const [intent, read] of READERS) {
      const slots = read(clause.text, words);
      if (slots) return fetchInstead(wish(intent, restored(slots, restore)), words);
    }
    return fetchInstead(wish("other", { query: question(words), text: words }), words);
  });
}

/** An address in the words is what is to be read, unless it is part of what is said or kept. */
function fetchInstead(wish: Wish, words: string): Wish {
  const [url] = /https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/.exec(words) ?? [];
  const keeps = ["post", "remember", "record", "add_task", "schedule", "plan", "handoff", "build", "forget", "call"].includes(wish.intent);
  return url && !keeps ? { ...wish, intent: "fetch", slots: { url } } : wish;
}

function readMemory(text: string): Slots {
  const own = forOneself(text);
  return own === undefined ? { text: sentence(text) } : { text: sentence(own), scope: "person" };
}

function readPlan(text: string): Slots | undefined {
  if (!PLANNED.test(text)) return undefined;
  const request = sentence(text.replace(PLANNED, "").trim());
  return request === "" ? undefined : { text: request, title: shortened(request) };
}

function readSchedule(text: string): Slots | undefined {
  const found = scheduleIn(text);
  if (!found) return undefined;
  const what = found.rest
    .replace(/^(?:remind\s+(?:me|us|everyone)\s+(?:to\s+|about\s+|that\s+)?|schedule\s+(?:a\s+|an\s+)?|please\s+)/i, "")
    .trim();
  return { cron: found.cron, when: found.phrase.trim(), text: sentence(what), title: shortened(what), ...channelIn(text) };
}

function readPost(before: string, channel: string, after: string): Slots {
  const quoted = /⟦\d+⟧/.exec(before)?.[0] ?? /⟦\d+⟧/.exec(after)?.[0];
  const text =
    quoted ??
    longest(before.replace(/^(?:a |the )?(?:message|note|update)\b\s*(?:saying|that|:)?\s*/i, "").replace(/^that\s+/i, ""), after);
  return { channel, text: unquoted(text) };
}

function readTask(agent: string, title: string): Slots | undefined {
  const [, named, rest = title] = /^(?:for|to)?\s*@([\w-]+)\s+(?:to\s+)?([\s\S]+)$/i.exec(title) ?? [];
  const who = agent || named;
  const clean = rest.replace(/[.!]+$/, "").trim();
  return { title: shortened(clean), text: clean, noun: "action", ...(who ? { agent: who } : {}) };
}

function readDirect(words: string, names: ReadonlySet<string>): Slots | undefined {
  const [, tool = "", rest = ""] =
    /^(?:use|call|run)\s+(?:the\s+)?(?:tool\s+)?`?([a-z][a-z0-9_]{2,63})`?(?:\s+tool)?\s*(?:with|on|:)?\s*([\s\S]*)$/i.exec(words) ?? [];
  if (!names.has(tool)) return undefined;
  const json = objectIn(rest);
  return json ? { tool, json } : { tool, query: question(rest), text: question(rest) };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  const value = readJson(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

function restored(slots: Slots, restore: (text: string) => string): Slots {
  const whole = Object.entries(slots).map(([name, value]) => [name, typeof value === "string" ? unquoted(restore(value)) : value] as const);
  return Object.fromEntries(whole.filter(([, value]) => value !== ""));
}

function channelIn(text: string): Pick<Slots, "channel"> {
  const [, channel] = /#([\w-]+)/.exec(text) ?? [];
  return channel ? { channel } : {};
}

function countIn(text: string): Pick<Slots, "count"> {
  const [, count] = /\b(?:top|first|last|latest|up to|at most)\s+(\d{1,3})\b/i.exec(text) ?? [];
  return count ? { count: Number(count) } : {};
}

function longest(left: string, right: string): string {
  return right.length > left.length ? right : left;
}

function question(text: string): string {
  return text.replace(/[\s?.!,:]+$/, "").replace(/^[\s:,]+/, "");
}

function sentence(text: string): string {
  const clean = text.replace(/^[\s:,]+/, "").trim();
  return clean.charAt(0).toUpperCase() + clean.slice(1);
}

function shortened(text: string): string {
  const clean = sentence(text).replace(/[\s.!?]+$/, "");
  return clean.length <= 80 ? clean : `${clean.slice(0, 79).replace(/\s+\S*$/, "")}…`;
}
