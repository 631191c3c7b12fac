import { z } from "zod";
import { ROUTING } from "./routing-model.ts";
import { setting, whole, type Setting } from "./setting-model.ts";
import { TURN_SETTINGS } from "./turn-settings-model.ts";

export type { Setting };

const flag = (label: string, help: string): Setting<boolean> =>
  setting<boolean>({ schema: z.boolean(), default: true, layers: ["workspace"], group: "Features", label, help, editor: "switch" });

export const SidebarSection = z.enum(["channels", "direct", "apps"]);
export type SidebarSection = z.infer<typeof SidebarSection>;
export const SIDEBAR_SECTIONS: Readonly<Record<SidebarSection, string>> = { channels: "Channels", direct: "Direct", apps: "Apps" };

/** All sections in their order; what is not named comes last, as it was. */
export const Sections = z.array(z.object({ id: SidebarSection, hidden: z.boolean() })).max(SidebarSection.options.length);
export type Sections = z.infer<typeof Sections>;

/** With those that a stored list does not name, at its end. */
export function wholeSections(list: Sections): Sections {
  const missing = SidebarSection.options.filter((id) => !list.some((each) => each.id === id));
  return [...list, ...missing.map((id) => ({ id, hidden: false }))];
}

export const ACCENTS = {
  standard: "Standard",
  indigo: "Indigo",
  teal: "Teal",
  emerald: "Emerald",
  amber: "Amber",
  rose: "Rose",
  violet: "Violet",
  slate: "Slate",
} as const;

/** PostgreSQL's own text search configurations, by the names they have there. */
export const SEARCH_LANGUAGES = {
  simple: "None: words as they are written",
  danish: "Danish",
  dutch: "Dutch",
  english: "English",
  finnish: "Finnish",
  french: "French",
  german: "German",
  hungarian: "Hungarian",
  italian: "Italian",
  norwegian: "Norwegian",
  portuguese: "Portuguese",
  romanian: "Romanian",
  russian: "Russian",
  spanish: "Spanish",
  swedish: "Swedish",
  turkish: "Turkish",
} as const;

export const MEANING_SCOPES = {
  off: "Never",
  public: "What is said in public channels",
  all: "Everything, private channels and direct messages too",
} as const;

const AGENTS = {
  orchestrator: "Orchestrator",
  product_manager: "Product manager",
  architect: "Architect",
  ux_designer: "UX designer",
  developer: "Developer",
  qa: "Quality",
  marketer: "Marketer",
  sales: "Sales",
  operations: "Operations",
} as const;
export const AGENT_TITLES: Readonly<Record<string, string>> = AGENTS;

const choiceOf = <const Words extends Readonly<Record<string, string>>>(words: Words) =>
  z.enum(Object.keys(words) as [Extract<keyof Words, string>, ...Extract<keyof Words, string>[]]);

const TEMPLATE_WORDS = { standard: "Standard", engineering: "Engineering", agency: "Agency", calm: "Calm" } as const;

/** By its name in the IANA list. */
export const TimeZone = z.string().max(60).refine(isTimeZone, "Choose a time zone such as Europe/Berlin");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const SETTINGS = {
  template: setting<keyof typeof TEMPLATE_WORDS>({
    schema: choiceOf(TEMPLATE_WORDS),
    default: "standard",
    layers: ["workspace"],
    group: "Look",
    label: "Template",
    help: "A set of values for a kind of team. What you set yourself goes before it.",
    editor: TEMPLATE_WORDS,
  }),
  "theme.mode": setting<"light" | "dark" | "system">({
    schema: z.enum(["light", "dark", "system"]),
    default: "system",
    layers: ["workspace", "user"],
    group: "Look",
    label: "Theme",
    help: "Light, dark, or as each person's device has it.",
    editor: { light: "Light", dark: "Dark", system: "As the device" },
  }),
  "theme.accent": setting<keyof typeof ACCENTS>({
    schema: choiceOf(ACCENTS),
    default: "standard",
    layers: ["workspace", "user"],
    group: "Look",
    label: "Accent",
    help: "The colour of buttons and links.",
    editor: ACCENTS,
  }),
  "sidebar.sections": setting<Sections>({
    schema: Sections.refine((list) => new Set(list.map(({ id }) => id)).size === list.length, "Name each section once"),
    default: SidebarSection.options.map((id) => ({ id, hidden: false })),
    layers: ["workspace", "user"],
    group: "Look",
    label: "Sidebar",
    help: "Which sections the sidebar has, in which order.",
    editor: "sections",
  }),
  "words.fork": setting<string>({
    schema: z
      .string()
      .trim()
      .min(1, "Say a word")
      .max(20, "At most 20 characters")
      .regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} '-]*$/u, "Use letters, digits, spaces and dashes"),
    default: "Fork",
    layers: ["workspace"],
    group: "Talk",
    label: "The word for “fork”",
    help: "What your team calls a side conversation, such as Branch or Side talk.",
    editor: "text",
  }),
  "forks.perThread": setting<number>({
    schema: whole(1, 500),
    default: 50,
    layers: ["workspace"],
    group: "Talk",
    label: "Open forks of one thread",
    help: "How many side conversations of a thread may be open at once.",
    editor: "number",
  }),
  "forks.depth": setting<number>({
    schema: whole(1, 10),
    default: 3,
    layers: ["workspace"],
    group: "Talk",
    label: "Forks of forks",
    help: "How deep side conversations may branch.",
    editor: "number",
  }),
  "agents.default": setting<keyof typeof AGENTS>({
    schema: choiceOf(AGENTS),
    default: "orchestrator",
    layers: ["workspace"],
    group: "Agents",
    label: "Default agent",
    help: "Who answers in channels where agents always answer and none is named.",
    editor: AGENTS,
  }),
  "agents.order": setting<(keyof typeof AGENTS)[]>({
    schema: z.array(choiceOf(AGENTS)).max(Object.keys(AGENTS).length),
    default: Object.keys(AGENTS) as (keyof typeof AGENTS)[],
    layers: ["workspace", "user"],
    group: "Agents",
    label: "Order of agents",
    help: "In which order the team of agents is listed.",
    editor: "agents",
  }),
  "agents.taskLimitCents": setting<number>({
    schema: whole(0, 100_000),
    default: 10,
    layers: ["workspace"],
    group: "Money",
    label: "Limit of one task, in cents",
    help: "What all model calls of one task may cost together, in hundredths of a US dollar. Local and offline models cost nothing.",
    editor: "number",
  }),
  "billing.prepaid": setting<boolean>({
    schema: z.boolean(),
    default: false,
    layers: ["workspace"],
    group: "Money",
    label: "Paid in advance",
    help: "Calls that the operator's keys pay for stop when the credit of the workspace is used up. Your own keys are not concerned. Where whoever runs this server has set a limit, that holds instead.",
    editor: "switch",
  }),
  "workspace.timeZone": setting<string>({
    schema: TimeZone,
    default: "UTC",
    layers: ["workspace"],
    group: "Data",
    label: "Time zone",
    help: "When the workspace's days and months begin, for budgets and usage.",
    editor: "timeZone",
  }),
  ...TURN_SETTINGS,
  "retention.messageDays": setting<number | null>({
    schema: whole(1, 3_650).nullable(),
    default: null,
    layers: ["workspace"],
    group: "Data",
    label: "Delete messages after",
    help: "Days after which what messages said is deleted for good, with their files, earlier versions and what was kept of them: decisions, facts, what agents were given. Empty keeps all.",
    editor: "days",
  }),
  "search.language": setting<keyof typeof SEARCH_LANGUAGES>({
    schema: choiceOf(SEARCH_LANGUAGES),
    default: "english",
    layers: ["workspace"],
    group: "Data",
    label: "Language of search",
    help: "How words are brought to their stems, so that “decided” finds “decision”.",
    editor: SEARCH_LANGUAGES,
  }),
  "search.meaning": setting<keyof typeof MEANING_SCOPES>({
    schema: choiceOf(MEANING_SCOPES),
    default: "public",
    layers: ["workspace"],
    group: "Data",
    label: "Search by meaning",
    help: "What the provider of the model for meaning is sent, with what is searched for, so that search finds it in other words. Without a key, nothing is.",
    editor: MEANING_SCOPES,
  }),
  ...ROUTING,
  "insights.share": setting<boolean>({
    schema: z.boolean(),
    default: false,
    layers: ["workspace"],
    group: "Data",
    label: "Count with other workspaces",
    help: "Add how builds of each kind of app went to anonymous counts over more than five workspaces. Nothing that anybody wrote, and nothing about a person, is among them.",
    editor: "switch",
  }),
  "features.presence": flag("Presence", "Show who is here and who is typing."),
  "features.webhooks": flag(
    "Webhooks",
    "Other systems are told of what happens, and may post messages. Turned off, nothing is sent or taken.",
  ),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValues = { [Key in SettingKey]: (typeof SETTINGS)[Key]["default"] };

interface Template {
  readonly label: string;
  readonly values: Readonly<Partial<SettingValues>>;
}

/** Ready sets of values; never one that deletes anything. */
export const TEMPLATES: Readonly<Record<keyof typeof TEMPLATE_WORDS, Template>> = {
  standard: { label: TEMPLATE_WORDS.standard, values: {} },
  engineering: {
    label: TEMPLATE_WORDS.engineering,
    values: { "words.fork": "Branch", "forks.depth": 5, "forks.perThread": 100, "agents.default": "developer", "theme.accent": "slate" },
  },
  agency: {
    label: TEMPLATE_WORDS.agency,
    values: {
      "words.fork": "Side talk",
      "theme.accent": "rose",
      "agents.default": "product_manager",
      "sidebar.sections": [
        { id: "apps", hidden: false },
        { id: "channels", hidden: false },
        { id: "direct", hidden: false },
      ],
    },
  },
  calm: { label: TEMPLATE_WORDS.calm, values: { "features.presence": false, "theme.accent": "teal" } },
};
