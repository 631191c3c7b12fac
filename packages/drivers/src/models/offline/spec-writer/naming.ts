import type { EntityPlan } from "./plan.ts";
import type { Reading } from "./reading.ts";
import type { ToolAsk } from "./tools.ts";
import { article, enumerate, plural, singular, titleCase } from "./text.ts";
import { APP_WORDS, BARE_APP_WORDS, PERSONS } from "./words.ts";

const FAMILIAR: Record<string, string> = {
  recipe: "Recipe Box",
  book: "Bookshelf",
  movie: "Movie Shelf",
  task: "Task Board",
  habit: "Habit Tracker",
  expense: "Expense Tracker",
  note: "Notebook",
  post: "Journal",
  plant: "Plant Diary",
  pet: "Pet File",
  workout: "Training Log",
  "inventory item": "Stockroom",
  contact: "Address Book",
  bookmark: "Bookmarks",
  ticket: "Help Desk",
  invoice: "Invoice Book",
  property: "Property Desk",
  event: "Event Guide",
  idea: "Idea Board",
  trip: "Trip Planner",
  wine: "Wine Cellar",
  goal: "Goal Tracker",
  project: "Project Desk",
  listing: "Marketplace",
  product: "Shop",
  job: "Job Board",
  client: "Client Book",
};

// Words that describe the app and not what it holds.
const WEAK = new Set(
  "web mobile personal internal small simple local weekly daily monthly best good new small-business handmade first".split(" "),
);

/** A short name: the idea's own, or what it calls the app in good order; never the raw sentence. */
export function appNameOf(reading: Reading, main: EntityPlan | undefined, tools: readonly ToolAsk[]): string {
  if (reading.name) return reading.name.slice(0, 60);
  const [tool] = tools;
  if (tool && !main && reading.wishes.length === 0) return toolName(tool);
  const [kind] = reading.kinds;
  const qualifier = shorten(reading.qualifier);
  const title = spoken(reading.title);
  if (kind?.business && title && BUSY.test(reading.title ?? "")) return title;
  if (kind?.business) {
    const whose = reading.audience ?? withoutPurpose(reading.title ?? "");
    const place = whose.split(" ").slice(-2).join(" ") || kind.name.toLowerCase();
    const lead = qualifier && !whose.includes(qualifier) ? `${qualifier} ` : "";
    return titleCase(`${lead}${place}`).slice(0, 40) + (kind.mode === "team" ? " Desk" : "");
  }
  if (kind && main && main.ask.origin === "asked" && !OWN_NAME.has(kind.name)) {
    if (title) return title;
  }
  if (kind) {
    const business = reading.kinds[1]?.business ? (reading.audience ?? "") : "";
    const lead = qualifier ?? (business.split(" ").length <= 2 ? business : "");
    if (!lead && title) return title;
    const one = lead
      .split(" ")
      .map((word, index, all) => (index === all.length - 1 ? singular(word) : word))
      .join(" ");
    return titleCase(one && !kind.name.toLowerCase().includes(one) ? `${one} ${kind.name}` : kind.name).slice(0, 48);
  }
  if (main) {
    const things = plural(main.ask.noun.words);
    const lent = reading.entities.find(({ noun }) => noun.entry.names[0] === "loan" || noun.entry.names[0] === "hire");
    if (lent && lent.noun.key !== main.name && !title)
      return titleCase(`${qualifier ?? ""} ${main.ask.noun.words} ${lent.noun.words === "hire" ? "rental" : "library"}`.trim()).slice(
        0,
        48,
      );
    if (qualifier) return titleCase(`${qualifier} ${things}`).slice(0, 48);
    if (title) return title;
    return (
      FAMILIAR[main.ask.noun.words] ??
      FAMILIAR[main.entry.names[0] ?? ""] ??
      `${titleCase(main.ask.noun.words)} ${main.entry.visibility === "public" ? "Guide" : "Tracker"}`
    );
  }
  if (reading.wishes.some((each) => each.wish === "timer")) return "Focus Timer";
  if (reading.wishes.some((each) => each.wish === "chatRoom")) return "Team Chat";
  if (reading.wishes.some((each) => each.wish === "newsletter")) return "Launch Page";
  return "Notebook";
}

const BUSY = /\b(?:booking|tracker|manager|management|planner|scheduler|board|log)$/;
const OWN_NAME = new Set(["Shop", "Blog", "Forum", "CRM", "Portfolio"]);

/** "yoga studio booking site" is a yoga studio's. */
function withoutPurpose(title: string): string {
  const words = title.split(" ");
  while (words.length > 1 && (BARE_APP_WORDS.has(words.at(-1) ?? "") || PURPOSES.has(words.at(-1) ?? ""))) words.pop();
  return words.join(" ");
}

const PURPOSES = new Set(["booking", "reservation", "appointment", "scheduling"]);

function shorten(qualifier: string | undefined): string | undefined {
  const words = (qualifier ?? "").split(" ").filter((word) => word && !WEAK.has(word) && !APP_WORDS.has(word));
  // "customers open tickets": whoever does something there names no app.
  if (words.length > 1 && words.some((word) => PERSONS.has(singular(word)) && singular(word) !== word)) return undefined;
  return words.length === 0 || words.length > 2 ? words.slice(-2).join(" ") || undefined : words.join(" ");
}

/** "expense tracker" is a name already; "recipe app" and "online shop" are not. */
function spoken(title: string | undefined): string | undefined {
  const words = (title ?? "").split(" ").filter((word) => word && !WEAK.has(word));
  const last = words.at(-1) ?? "";
  if (words.length < 2 || words.length > 4 || BARE_APP_WORDS.has(last) || words.join(" ").length > 36) return undefined;
  return titleCase(words.map((word) => (word === "management" ? "manager" : word)).join(" "));
}

function toolName(tool: ToolAsk): string {
  switch (tool.kind) {
    case "calculator":
      return titleCase(tool.feature.title);
    case "converter":
      return tool.groups.length === 1 ? titleCase(`${tool.groups[0]?.label.toLowerCase() ?? "unit"} converter`) : "Unit Converter";
    default:
      return titleCase(tool.title);
  }
}

export function taglineOf(
  name: string,
  reading: Reading,
  main: EntityPlan | undefined,
  plans: readonly EntityPlan[],
  tools: readonly ToolAsk[],
): string {
  const others = plans.filter((plan) => plan !== main).map((plan) => plan.pluralLabel.toLowerCase());
  const audience =
    reading.audience && reading.audience.length < 40 && !/^(?:me|myself|fun|us)$/.test(reading.audience)
      ? ` for ${audienceText(reading.audience)}`
      : "";
  const qualifier =
    reading.qualifier && !reading.audience?.includes(reading.qualifier) && !plural(main?.ask.noun.words ?? "").includes(reading.qualifier)
      ? reading.qualifier
      : "";
  if (main) {
    if (
      qualifier &&
      ["product", "listing"].includes(main.entry.names[0] ?? "") &&
      singular(qualifier.split(" ").at(-1) ?? "") !== qualifier.split(" ").at(-1)
    ) {
      const start = qualifier.charAt(0).toUpperCase() + qualifier.slice(1);
      return `${start}${others.length > 0 ? `, sorted by ${plans.find((plan) => plan !== main)?.label.toLowerCase() ?? "kind"},` : ""} ready to order${audience}`.slice(
        0,
        160,
      );
    }
    const things = `${qualifier && qualifier.split(" ").length <= 3 && singular(qualifier.split(" ").at(-1) ?? "") === qualifier.split(" ").at(-1) ? `${qualifier} ` : ""}${main.pluralLabel.toLowerCase()}`;
    const about = qualifier && !things.startsWith(qualifier) ? `: ${qualifier}` : "";
    const text =
      others.length > 0
        ? `${things}${about}, with ${enumerate(others.slice(0, 3))}${audience}`
        : `${things}${about} in one place${audience}`;
    return (text.charAt(0).toUpperCase() + text.slice(1)).slice(0, 160);
  }
  const [tool] = tools;
  if (tool?.kind === "calculator")
    return (tool.feature.description || `${tool.feature.title} with clear results`).replace(/\.$/, "").slice(0, 160);
  if (tool?.kind === "converter")
    return `${enumerate(tool.groups.slice(0, 3).map((group) => group.label))} converted as you type`.slice(0, 160);
  if (tool?.kind === "quiz") return `${tool.questions.length} questions with explanations and a best-scores list`;
  if (tool?.kind === "game") return `A round of ${tool.title.toLowerCase()} in the browser`;
  if (reading.wishes.some((each) => each.wish === "timer")) return "Work in rounds, rest in between";
  if (reading.wishes.some((each) => each.wish === "chatRoom")) return `Rooms to talk in, live${audience}`;
  return `${name}${audience || ": news as it comes"}`.slice(0, 160);
}

/** "agency" to "an agency", "keto dieters" as they are. */
export function audienceText(audience: string): string {
  const last = audience.split(" ").at(-1) ?? "";
  if (
    /^(?:grand)?(?:mother|father|ma|pa)$|^(?:mom|mum|dad|wife|husband|son|daughter|brother|sister|girlfriend|boyfriend|partner|myself|me|us)$/.test(
      last,
    )
  )
    return `one ${last === "us" ? "group" : "family"}`;
  if (last === "team" || last === "family" || last === "household" || last === "department") return `the ${audience}`;
  return singular(last) === last && !["staff", "people", "work", "home"].includes(last) ? `${article(audience)} ${audience}` : audience;
}
