import { z } from "zod";

const Record = z.object({ title: z.string(), facts: z.record(z.string(), z.string()) });
type Record = z.infer<typeof Record>;
export const RecordsQuestion = z.object({
  question: z.string().max(2_000),
  noun: z.string(),
  nouns: z.string(),
  /** How many there are; the given ones are those with the question's words, and the newest. */
  total: z.number().int(),
  records: z.array(Record).max(100),
});
export const OneRecord = z.object({ noun: z.string(), draft: z.string(), record: Record });

const MOST_NAMED = 5;
const MOST_OF_A_FACT = 160;
const SAYS_NOTHING = new Set(
  (
    "a about all also am an and any are as at be been by can could do does for from had has have how i if in into is it its list many may me more " +
    "most much must my need no not of on one or our out please recommend show should so some suggest tell than that the their them then there these " +
    "they this those to under up us want was we were what when where which who why will with without would you your give find with"
  ).split(" "),
);

/** Which of an app's records hold the question's words, with the lines that do: all that rules can honestly say. */
export function answerFromRecords({ question, noun, nouns, total, records }: z.infer<typeof RecordsQuestion>): { text: string } {
  const words = wordsOf(question, [noun, nouns]);
  const found = records
    .map((record) => ({ record, hits: words.filter((word) => textOf(record).includes(word)) }))
    .filter(({ hits }) => hits.length > 0)
    .sort((a, b) => b.hits.length - a.hits.length);
  const most = found[0]?.hits.length ?? 0;
  const best = found.filter(({ hits }) => hits.length === most);
  const asksForNumber = /\bhow (?:many|much)\b|\bnumber of\b|\bcount\b/i.test(question);
  if (asksForNumber && words.length === 0) return { text: `There ${total === 1 ? `is 1 ${noun}` : `are ${total} ${nouns}`}.` };
  if (best.length === 0) {
    const newest = records.slice(0, 3).map((record) => `- **${record.title}**`);
    const missing = words.length === 0 ? "" : `No ${noun} here has the words ${words.map((word) => `“${word}”`).join(", ")}. `;
    return { text: `${missing}The newest ${nouns} are:\n${newest.join("\n")}` };
  }
  const lines = best.slice(0, MOST_NAMED).map(({ record, hits }) => `- **${record.title}**${reasonsOf(record, hits)}`);
  const more = best.length > MOST_NAMED ? `\n\nAnd ${best.length - MOST_NAMED} more.` : "";
  const quoted = (best[0]?.hits ?? []).map((word) => `“${word}”`).join(", ");
  const head = best.length === 1 ? `One ${noun} has ${quoted}:` : `${best.length} ${nouns} have ${quoted}:`;
  return { text: `${head}\n${lines.join("\n")}${more}` };
}

/** The longest text's first sentences, after the short facts. */
export function summarizeRecord({ noun, record }: z.infer<typeof OneRecord>): { text: string } {
  const { short, long } = split(record);
  const facts = short.slice(0, 5).map(([label, value]) => `${label.toLowerCase()}: ${value.replace(/[.!?]$/, "")}`);
  const head =
    facts.length === 0 ? `**${record.title}** is a ${noun} without further details.` : `**${record.title}** – ${facts.join(", ")}.`;
  const said = long.map(([, value]) => firstSentences(value, 2));
  return { text: [head, ...said.slice(0, 1)].join("\n\n") };
}

/** A text out of the record's own facts, to be taken over and changed. */
export function draftFromRecord({ draft, noun, record }: z.infer<typeof OneRecord>): { text: string } {
  const { short, long } = split(record);
  const opening = /reply|answer|response|mail|message|letter/i.test(draft)
    ? `Hello,\n\nthank you for “${record.title}”. We have it in front of us`
    : `${record.title} is a ${noun} worth a look`;
  const facts = short.slice(0, 4).map(([label, value]) => `${label.toLowerCase()} ${value.replace(/[.!?]$/, "")}`);
  const middle = facts.length === 0 ? "." : ` (${facts.join(", ")}).`;
  const body = long.map(([, value]) => firstSentences(value, 3)).slice(0, 1);
  return { text: [`${opening}${middle}`, ...body].join("\n\n") };
}

function wordsOf(question: string, without: readonly string[]): string[] {
  const words = question.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const known = new Set(without.map((word) => stem(word.toLowerCase())));
  return [...new Set(words.filter((word) => !SAYS_NOTHING.has(word)).map(stem))].filter((word) => !known.has(word));
}

const stem = (word: string) => (word.length > 4 ? word.replace(/s$/, "") : word);

function textOf({ title, facts }: Record): string {
  return `${title}\n${Object.entries(facts).flat().join("\n")}`.toLowerCase();
}

function reasonsOf({ title, facts }: Record, hits: readonly string[]): string {
  const inTitle = hits.every((word) => title.toLowerCase().includes(word));
  if (inTitle) return "";
  const holding = Object.entries(facts).filter(([label, value]) => hits.some((word) => `${label} ${value}`.toLowerCase().includes(word)));
  return holding.length === 0
    ? ""
    : ` – ${holding
        .slice(0, 2)
        .map(([label, value]) => `${label}: ${cut(value)}`)
        .join("; ")}`;
}

function split({ facts }: Record) {
  const all = Object.entries(facts);
  const isLong = ([, value]: [string, string]) => value.length > 60;
  return { short: all.filter((fact) => !isLong(fact)), long: all.filter(isLong).sort(([, a], [, b]) => b.length - a.length) };
}

function firstSentences(text: string, count: number): string {
  const plain = text
    .replace(/[#*_`>]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain
    .split(/(?<=[.!?])\s+/)
    .slice(0, count)
    .join(" ");
}

function cut(text: string): string {
  const plain = text.replace(/\s+/g, " ");
  return plain.length <= MOST_OF_A_FACT ? plain : `${plain.slice(0, MOST_OF_A_FACT).replace(/ \S*$/, "")} …`;
}
