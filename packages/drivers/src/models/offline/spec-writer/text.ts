import pluralize from "pluralize";

export interface Token {
  /** As it was written. */
  text: string;
  lower: string;
  /** Singular, lower case; for a mark the mark itself. */
  stem: string;
  plural: boolean;
  mark: boolean;
}

/** How much of an idea is read; more than this is never one app. */
const READ_LIMIT = 6000;

// Words that the plural rules get wrong, or that only look like plurals.
const SINGULARS: Record<string, string> = Object.fromEntries(
  (
    "canvas=canvas cookies=cookie cooky=cookie data=data media=media news=news lens=lens gps=gps sms=sms css=css maths=maths yoga=yoga " +
    "tennis=tennis chess=chess kanban=kanban bmi=bmi this=this his=his is=is was=was has=has as=as us=us yes=yes plus=plus does=does always=always less=less its=its " +
    "works=work uses=use faqs=faq roses=rose menus=menu criteria=criteria movies=movie selfies=selfie pies=pie calories=calorie series=series " +
    "goods=goods clothes=clothes statuses=status axes=axe caches=cache species=species sales=sale tyres=tyre rsvps=rsvp todos=todo q&as=q&a " +
    "houses=house leases=lease expenses=expense courses=course exercises=exercise purchases=purchase databases=database beers=beer canvases=canvas"
  )
    .split(" ")
    .map((pair) => pair.split("=") as [string, string]),
);

const stems = new Map<string, string>();

export function singular(word: string): string {
  const known = SINGULARS[word] ?? stems.get(word);
  if (known !== undefined) return known;
  const plain = /^[a-z]{3,30}$/.test(word) ? pluralize.singular(word) : word;
  const stem = word.endsWith("ss") || word.endsWith("'s") ? word : plain;
  if (stems.size > 5000) stems.clear();
  stems.set(word, stem);
  return stem;
}

const plurals = new Map<string, string>();

/** Of one or more words; the last one changes. */
export function plural(phrase: string): string {
  const known = plurals.get(phrase);
  if (known !== undefined) return known;
  const words = phrase.split(" ");
  const last = words.pop() ?? "";
  const many = [...words, last === "quiz" ? "quizzes" : pluralize.plural(last)].join(" ");
  if (plurals.size > 5000) plurals.clear();
  plurals.set(phrase, many);
  return many;
}

/** Markup, code and control characters out, spelling variants joined, arrows as commas; at most `READ_LIMIT` characters. */
export function plainText(source: string): string {
  return (
    source
      .slice(0, READ_LIMIT * 2)
      .normalize("NFKC")
      .replace(/```[^`]*(```|$)/g, " . ")
      .replace(/<[^<>]{0,300}>/g, " ")
      .replace(/https?:\/\/\S{1,300}/g, " ")
      .replace(/[^\P{C}\n]/gu, " ")
      // Long gaps would make the patterns below slow.
      .replace(/\s+/g, (gap) => (gap.includes("\n") ? "\n" : " "))
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
      .replace(/\s*(?:->|=>|\u2192|\u27a1)\s*/g, ", ")
      .replace(/\b(to)[- ](dos?)\b/gi, "$1$2")
      .replace(/\b(e)-(mails?|commerce|learning|books?|shop)\b/gi, "$1$2")
      .replace(/\b(check|sign|log|follow|drop|pick|tic-tac|whats)-(in|out|up|down|off|toe|app)s?\b/gi, "$1$2")
      .replace(/\b(keep(?:ing|s)?|kept) (?:a |an )?(?:track|record|list|log|eye) (?:of|on)\b/gi, "track")
      .replace(/\b(?:take|taking|takes) care of\b/gi, "manage")
      .replace(/\bq\s?(?:&|and)\s?a\b/gi, "q&a")
      .slice(0, READ_LIMIT)
  );
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['&.][\p{L}\p{N}]+)*|[,;:.!?()/+"\n]/gu;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [raw] of text.matchAll(TOKEN)) {
    if (/^[\p{L}\p{N}]/u.test(raw)) {
      const lower = raw.toLowerCase();
      const word = lower.replace(/'s$/, "");
      const stem = singular(word);
      tokens.push({ text: raw, lower, stem, plural: stem !== word, mark: false });
    } else {
      const stem = raw === "!" || raw === "?" || raw === "\n" ? "." : raw === "+" ? "," : raw;
      tokens.push({ text: raw, lower: stem, stem, plural: false, mark: true });
    }
  }
  return tokens;
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const SMALL_WORDS = new Set("a an and at by for from in of on or the to with".split(" "));
const SHOUTED = new Set(
  "crm bmi hr faq vat roi bbq diy vip dj tv api cv rsvp kpi okr sku seo ai gpa tdee pdf nft id url erp pos".split(" "),
);
const MIXED: Record<string, string> = {
  saas: "SaaS",
  "q&a": "Q&A",
  ios: "iOS",
  youtube: "YouTube",
  github: "GitHub",
  linkedin: "LinkedIn",
  wifi: "Wi-Fi",
};

export function titleCase(text: string): string {
  return text
    .split(" ")
    .map((word, index) =>
      MIXED[word] ? MIXED[word] : SHOUTED.has(word) ? word.toUpperCase() : index > 0 && SMALL_WORDS.has(word) ? word : capitalize(word),
    )
    .join(" ");
}

/** "meal plan" to "Meal plan"; words that are written in capitals stay so. */
export function sentenceCase(text: string): string {
  const words = text.split(" ").map((word) => (SHOUTED.has(word) ? word.toUpperCase() : word));
  return capitalize(words.join(" "));
}

/** "due date" to "dueDate", at most 40 characters, or undefined when nothing usable is left. */
export function identifier(phrase: string): string | undefined {
  const words = phrase
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['.]/g, "")
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean);
  const name = words
    .map((word, index) => (index === 0 ? word.toLowerCase() : capitalize(word.toLowerCase())))
    .join("")
    .replace(/^[0-9]+/, "")
    .slice(0, 40);
  return name === "" ? undefined : name.charAt(0).toLowerCase() + name.slice(1);
}

/** "a, b and c". */
export function enumerate(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** "a" or "an", by sound as far as spelling tells. */
export function article(phrase: string): string {
  return /^(?:[aeio]|u(?!ni|se|ti))/i.test(phrase) && !/^one\b/i.test(phrase) ? "an" : "a";
}
