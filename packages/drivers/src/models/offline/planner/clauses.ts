/** One thing that a person asks for, with what was set aside while it was read. */
interface Clause {
  text: string;
  /** It goes on from what the clauses before it bring: "and post it". */
  refers: boolean;
  /** Clauses of the same group need nothing from each other. */
  group: number;
}

export interface Reading {
  clauses: Clause[];
  /** Puts quotes and code back into a piece of a clause. */
  restore: (text: string) => string;
  code: { language: string; text: string } | undefined;
}

const LONGEST = 6_000;
const MOST = 8;
const VERBS =
  "search|look|find|fetch|get|open|read|download|visit|remember|recall|note|forget|memori[sz]e|keep in mind|add|create|make|build|develop|start|post|write|send|say|announce|share|tell|run|execute|summari[sz]e|sum up|recap|list|show|hand|delegate|pass|assign|ask|remind|schedule|check|what|who|call|use";
/** Verbs of work, where a request is read for tasks. */
export const WORK_VERBS = `${VERBS}|test|fix|implement|design|deploy|launch|release|research|investigate|verify|review|draft|publish|update|refactor|migrate|market|promote|sell|plan|define|specify|monitor`;
const OPENERS =
  /^(?:(?:hey|hi|hello|ok|okay|please|pls|so|well|now|also|first|firstly|next|finally|lastly|and|then|could you|can you|would you|will you|i want you to|i need you to|i'd like you to|let's|just|@[\w-]+|vibe)[\s,:]+)+/i;
const SEQUENCE =
  /(?:[,.;]?\s+(?:and\s+)?(?:then|afterwards|after that|once (?:that is|that's|it is) done,?|when (?:that is|that's) done,?)[\s,]+)/i;
const LIST_ITEM = /^\s*(?:[-*•]|\d{1,2}[.)])\s+/;
const REFERS =
  /\b(?:it|them|those|(?:the|your) (?:results?|answers?|findings?|summary|outcome|output)|what (?:you|it) (?:find|finds|found|says?|get)|a summary(?: of (?:it|that|them))?|that|this)\b/i;
const SCHEDULED =
  /\b(?:every|each)\s+(?:other\s+|single\s+)?(?:\d+\s+)?(?:minutes?|hours?|day|weekday|morning|afternoon|evening|night|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:hourly|daily|weekly|monthly)\b/i;

/** Cuts what a person wrote into what they ask for. Quotes, quoted lines and code are content: nothing in them is a wish. */
export function readClauses(whole: string, verbs: string = VERBS): Reading {
  const kept: string[] = [];
  const keep = (text: string) => `⟦${kept.push(text) - 1}⟧`;
  let code: Reading["code"];
  const bare = whole
    .slice(0, LONGEST)
    .replaceAll(/```([\w+-]*)[ \t]*\n?([\s\S]*?)(?:```|$)/g, (_all, language: string, text: string) => {
      code ??= { language: language.toLowerCase(), text: text.trim() };
      return " ⟦code⟧ ";
    })
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/\n ?⟦code⟧/g, " ⟦code⟧")
    .replaceAll(/^ ?>.*$/gm, "")
    .replaceAll(/"([^"\n]{1,2000})"|“([^”\n]{1,2000})”|«([^»\n]{1,2000})»|`([^`\n]{1,500})`/g, (all: string) => keep(all))
    .replaceAll(/https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g, (all: string) => keep(all));
  const clauses: Clause[] = [];
  let group = 0;
  for (const sentence of bare.split(/\n+|(?<=[.!?])\s+(?=[\p{Lu}\p{N}@⟦])|;\s+/u)) {
    for (const [index, part] of stepsOf(sentence).entries()) {
      if (index > 0) group += 1;
      for (const piece of piecesOf(part, verbs)) {
        const text = piece.replace(LIST_ITEM, "").replace(OPENERS, "").trim();
        if (!/[\p{L}\p{N}⟦]/u.test(text) || clauses.length >= MOST) continue;
        const refers = clauses.length > 0 && REFERS.test(text);
        if (refers && clauses.at(-1)?.group === group) group += 1;
        clauses.push({ text, refers, group });
      }
    }
  }
  return { clauses, code, restore: (text) => text.replaceAll(/⟦(\d+)⟧/g, (_all, index: string) => kept[Number(index)] ?? "") };
}

/** A plan is made of all that its sentence says. */
export const PLANNED =
  /^\s*(?:(?:make|create|write|draw up|set up|prepare)\s+(?:me\s+|us\s+)?(?:a|the|our)\s+plan\s*(?:to|for|of|:)|plan(?:\s*:\s*|\s+(?:out\s+|how to\s+)?)(?=\p{L}))\s*/iu;

const staysWhole = (text: string): boolean => SCHEDULED.test(text) || PLANNED.test(text.replace(OPENERS, ""));

/** A schedule takes its whole sentence: what follows is what will be done then. */
function stepsOf(sentence: string): string[] {
  return staysWhole(sentence) ? [sentence] : sentence.split(SEQUENCE);
}

function piecesOf(part: string, verbs: string): string[] {
  if (staysWhole(part)) return [part];
  if (SCHEDULED.test(part) || /^\s*(?:remember|note|keep in mind|remind)\b/i.test(part.replace(OPENERS, ""))) {
    // NOTE: what is to be remembered may hold any words; only a clear new wish ends it.
    return SCHEDULED.test(part) ? [part] : part.split(/,?\s+and\s+(?=(?:post|search|fetch|add a|create a|build|run|summari[sz]e|list)\b)/i);
  }
  return part.split(
    new RegExp(`,?\\s+(?:and|plus|as well as)\\s+(?:also\\s+)?(?=(?:please\\s+)?(?:${verbs})\\b)|,\\s+(?=(?:${verbs})\\b)`, "i"),
  );
}

/** "\"x\"" and "`x`" without what quotes them. */
export function unquoted(text: string): string {
  return text.replace(/^["“«`]([\s\S]*)["”»`]$/, "$1").trim();
}
