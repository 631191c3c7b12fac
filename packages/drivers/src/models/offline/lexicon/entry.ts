import type { Accent, FeatureOf, Field, SampleValue, View, Workflow } from "@openvibe/appspec";

/** A field as the lexicon writes it: what is left out has the schema's default. */
export type FieldDraft = Pick<Field, "name" | "label" | "type"> & Partial<Field>;

export type Visibility =
  /** Anyone may read; signed-in people or the administrator write (a shop's products, articles, listings). */
  | "public"
  /** Everybody with an account reads and writes (a team's tasks, a CRM's contacts). */
  | "team"
  /** Each person sees their own rows alone (habits, journal entries). */
  | "personal";

/** What the lexicon knows of one noun. */
export interface NounEntry {
  /** Singular, lower case, the first is the entity's name; the others lead to it too: ["movie", "film"]. Several words with a blank: "meal plan". */
  names: string[];
  /** Only when the regular plural is wrong. */
  plural?: string;
  domain: string;
  icon: string;
  accent: Accent;
  visibility: Visibility;
  description: string;
  displayField: string;
  fields: FieldDraft[];
  views: View[];
  /** The typical lifecycle, used when the idea speaks of status, progress or a board, or always when `lifecycle` is "always". */
  workflow?: Pick<Workflow, "states" | "initial" | "moves"> & { label?: string };
  lifecycle?: "always" | "whenAsked";
  /** Nouns that this one points to when both are in the app: { to: "category", field: "category" }. `many` for tags-like ones. */
  relations?: {
    to: string;
    field: string;
    label: string;
    required?: boolean;
    many?: boolean;
    child?: boolean;
    onDelete?: Field["onDelete"];
  }[];
  /** It says little alone: a row belongs to one of what the app is about (the loan of a tool), whatever that is. */
  belongs?: boolean;
  /** Features that people expect of it even when they do not say so, added only where it makes sense. */
  expects?: ("comments" | "likes" | "reviews" | "cart" | "booking")[];
  /** 8 to 12 realistic rows; relations by the target's display value only if the target's own samples hold it. Dates between 2026-11 and 2027-03. */
  samples: Record<string, SampleValue>[];
  /**
   * Rows for a qualifier: "keto" -> rows that fit it; the writer uses these first. A noun that belongs to another also has rows by the other's
   * name: category.qualified.recipe. A relation's value that no row of the target holds in the end is to be left out or replaced.
   */
  qualified?: Record<string, Record<string, SampleValue>[]>;
}

export type NounLexicon = readonly NounEntry[];

export interface QuizEntry {
  topic: string;
  title: string;
  /** Lower-case words and phrases that lead here; the topic is one of them. */
  keywords: readonly string[];
  questions: FeatureOf<"quiz">["questions"];
}

/** Money is in whole units of the currency, a percentage is 0 to 100; the last band reaches beyond every result. */
export interface CalculatorEntry {
  keywords: readonly string[];
  /** Lucide icon of an app that is only this. */
  icon: string;
  feature: Omit<FeatureOf<"calculator">, "capability">;
}

export interface ConverterEntry {
  keywords: readonly string[];
  group: FeatureOf<"converter">["groups"][number];
}

export interface GameEntry {
  game: FeatureOf<"game">["game"];
  title: string;
  /** What people call it: the game itself. */
  names: readonly string[];
  /** Other games to which this one is the nearest; the writer says so in nonGoals. */
  nearTo: readonly string[];
  words?: string[];
}

export interface ForeignLanguage {
  code: string;
  /** In English: "German". */
  name: string;
  /** Words so common that two or three tell the language; few are English words too. */
  stopWords: readonly string[];
  /** Lower-case forms, the singular first, to a name of a noun entry. */
  nouns: Readonly<Record<string, string>>;
  /** Words for features, roles and fields, to the English word the writer knows. */
  words: Readonly<Record<string, string>>;
  /** Verbs of a request to English: "hinzufügen" to "add". */
  verbs: Readonly<Record<string, string>>;
}

/** A language told by its script alone. */
export interface ForeignScript {
  code: string;
  name: string;
  pattern: RegExp;
}
