import type { ContentPage, Feature } from "@openvibe/appspec";
import { BOOKABLE, type EntityPlan } from "./plan.ts";
import type { Mode } from "./kinds.ts";
import { addWish, leaveOut, type Reading } from "./reading.ts";
import type { Wish } from "./feature-words.ts";
import { chartsOf } from "./charts.ts";
import type { ToolAsk } from "./tools.ts";

/** A feature without its capability, which is numbered at the end. */
export type FeatureDraft = Feature extends infer F ? (F extends Feature ? Omit<F, "capability"> : never) : never;

export interface FeatureWorld {
  reading: Reading;
  plans: EntityPlan[];
  main?: EntityPlan;
  mode: Mode;
  tools: ToolAsk[];
  appName: string;
}

export function planFeatures(world: FeatureWorld): FeatureDraft[] {
  const { reading, plans, main } = world;
  expected(world);
  const drafts: FeatureDraft[] = [];
  const assisted = asks(world, "assistant") ? (main ?? plans.find((plan) => !plan.parent)) : undefined;
  if (assisted) drafts.push(assistantOf(assisted));
  else if (asks(world, "assistant"))
    leaveOut(reading, "An AI assistant", "It answers from entries that the app keeps, and this app keeps none.");
  for (const wish of ["reviews", "comments", "likes"] as const)
    for (const on of targets(world, wish)) drafts.push({ kind: wish, on: on.name });
  const cart = asks(world, "cart") ? cartOf(world) : undefined;
  if (cart) drafts.push(cart);
  const booking = asks(world, "booking") ? bookingOf(world) : undefined;
  if (booking) drafts.push(booking);
  if (asks(world, "chatRoom")) drafts.push({ kind: "chatRoom", rooms: roomsOf(world) });
  for (const tool of world.tools) drafts.push(toolDraft(reading, tool));
  if (asks(world, "timer")) drafts.push({ kind: "timer", title: "Focus timer", workMinutes: 25, breakMinutes: 5, rounds: 4 });
  const listed = plans.filter((plan) => !plan.parent);
  if (asks(world, "dashboard") || plans.length > 0) drafts.push({ kind: "dashboard", charts: chartsOf(plans) });
  if (plans.length > 0 && (asks(world, "search") || listed.length >= 2)) drafts.push({ kind: "search" });
  if (asks(world, "contact")) drafts.push({ kind: "contact", topics: topicsOf(world) });
  if (asks(world, "newsletter"))
    drafts.push({ kind: "newsletter", promise: `News from ${world.appName}, about once a month. Leave whenever you like.`.slice(0, 200) });
  return drafts;
}

function asks({ reading }: FeatureWorld, wish: Wish): boolean {
  return reading.wishes.some((each) => each.wish === wish);
}

/** What people expect of a public thing without saying so. */
function expected({ reading, main, mode }: FeatureWorld): void {
  const key = main?.ask.noun.key;
  if (!key || mode !== "public") return;
  for (const wish of main.entry.expects ?? [])
    if (
      (wish === "comments" || wish === "reviews" || wish === "likes") &&
      !reading.wishes.some(
        (each) =>
          each.wish === wish || (each.wish === "reviews" && wish === "comments") || (each.wish === "comments" && wish === "reviews"),
      )
    )
      addWish(reading, wish, key);
}

function targets({ reading, plans, main }: FeatureWorld, wish: Wish): EntityPlan[] {
  const found: EntityPlan[] = [];
  for (const each of reading.wishes) {
    if (each.wish !== wish) continue;
    const plan = plans.find((one) => one.ask.noun.key === each.on) ?? main;
    if (plan && !found.includes(plan)) found.push(plan);
  }
  return found;
}

/** What people would be written to about gets a reply; everything else a description. */
const REPLIED_TO = /ticket|request|inquiry|enquiry|message|complaint|lead|question|applica|feedback|review|issue/;

function assistantOf({ name, label, pluralLabel, ask, workflow, fields }: EntityPlan): FeatureDraft {
  const many = pluralLabel.toLowerCase();
  const options = workflow?.states ?? fields.find(({ type }) => type === "enum")?.options ?? [];
  const [first] = options;
  return {
    kind: "assistant",
    on: name,
    draft: REPLIED_TO.test(`${label.toLowerCase()} ${ask.noun.words}`) ? "Reply" : "Description",
    questions: [`How many ${many} are there?`, ...(first ? [`Which ${many} are ${first.label.toLowerCase()}?`] : [])].filter(
      (each) => each.length <= 120,
    ),
  };
}

function cartOf(world: FeatureWorld): FeatureDraft | undefined {
  const { reading, plans, main } = world;
  const on = reading.wishes.find((each) => each.wish === "cart")?.on;
  const priced = (plan: EntityPlan) => plan.fields.find((field) => field.type === "money");
  const product =
    plans.find((plan) => plan.ask.noun.key === on) ??
    (main && (priced(main) || plans.length === 1) ? main : (plans.find((plan) => !plan.parent && priced(plan)) ?? main));
  if (!product) return undefined;
  let price = product.fields.find((field) => field.type === "money" && /price|cost|fee/i.test(field.name)) ?? priced(product);
  if (!price) {
    price = { name: "price", label: "Price", type: "money", required: true, min: 0 };
    product.fields.splice(1, 0, price);
  }
  const stock = product.fields.find((field) => field.type === "integer" && /stock|quantity|inventory/i.test(field.name));
  leaveOut(reading, "Taking payments online", "The checkout makes an order with its lines; how it is paid is arranged outside the app.");
  return { kind: "cart", product: product.name, price: price.name, ...(stock ? { stock: stock.name } : {}) };
}

function bookingOf(world: FeatureWorld): FeatureDraft | undefined {
  const { reading, plans, main } = world;
  const on = reading.wishes.find((each) => each.wish === "booking")?.on;
  const resource =
    plans.find((plan) => plan.ask.noun.key === on) ??
    plans.find((plan) => BOOKABLE.test(plan.ask.noun.words)) ??
    plans.find((plan) => plan.entry.expects?.includes("booking")) ??
    main;
  if (!resource) return undefined;
  const word = `${resource.ask.noun.words} ${resource.entry.names[0] ?? ""}`;
  if (/hotel|property|cabin|apartment|house|car|vehicle|boat|bike/.test(word))
    return { kind: "booking", resource: resource.name, slotMinutes: 1440, opensHour: 0, closesHour: 24, weekdays: [1, 2, 3, 4, 5, 6, 7] };
  if (/table|restaurant/.test(word))
    return { kind: "booking", resource: resource.name, slotMinutes: 90, opensHour: 12, closesHour: 22, weekdays: [2, 3, 4, 5, 6, 7] };
  if (/class|court|trainer|studio/.test(word))
    return { kind: "booking", resource: resource.name, slotMinutes: 60, opensHour: 7, closesHour: 21, weekdays: [1, 2, 3, 4, 5, 6] };
  if (/room|desk|space/.test(word))
    return { kind: "booking", resource: resource.name, slotMinutes: 60, opensHour: 8, closesHour: 19, weekdays: [1, 2, 3, 4, 5] };
  return { kind: "booking", resource: resource.name, slotMinutes: 30, opensHour: 9, closesHour: 18, weekdays: [1, 2, 3, 4, 5, 6] };
}

function roomsOf({ main, mode }: FeatureWorld): string[] {
  const first = mode === "team" ? ["General", "Announcements", "Random"] : ["General", "Introductions", "Questions"];
  return main ? [...first.slice(0, 2), main.pluralLabel] : first;
}

function topicsOf({ main, mode }: FeatureWorld): string[] {
  return main && mode === "public" ? ["General question", main.pluralLabel, "Something else"] : [];
}

function toolDraft(reading: Reading, tool: ToolAsk): FeatureDraft {
  switch (tool.kind) {
    case "calculator":
      if (tool.unknown)
        leaveOut(
          reading,
          tool.unknown === "today's exchange rates" ? "Today's exchange rates" : `The formula of a ${tool.unknown} calculator`,
          tool.unknown === "today's exchange rates"
            ? "No rate feed is connected; the rate is typed in."
            : "The offline writer does not know it; a plain total of amount and value is there instead. Tell it inputs you need.",
        );
      return structuredClone(tool.feature);
    case "converter":
      return {
        kind: "converter",
        title: tool.groups.length === 1 ? `${tool.groups[0]?.label ?? "Unit"} converter` : "Unit converter",
        groups: structuredClone([...tool.groups]),
      };
    case "quiz":
      if (tool.unknown)
        leaveOut(
          reading,
          `Questions about ${tool.unknown}`,
          "The offline writer has no checked questions on this topic; general knowledge is there instead.",
        );
      return { kind: "quiz", title: tool.title, questions: structuredClone([...tool.questions]) };
    case "game":
      if (tool.near)
        leaveOut(
          reading,
          tool.near.charAt(0).toUpperCase() + tool.near.slice(1),
          `This game is not among those the generator can build; ${tool.title.toLowerCase()} is the nearest.`,
        );
      return { kind: "game", title: tool.title, game: tool.game.game, ...(tool.game.words ? { words: [...tool.game.words] } : {}) };
  }
}

/** Pages of plain text. */
export function planPages(world: FeatureWorld, tagline: string, open: boolean): ContentPage[] {
  const access = open ? ["public"] : ["member"];
  const pages: ContentPage[] = [];
  const things = world.main ? world.main.pluralLabel.toLowerCase() : "everything here";
  if (asks(world, "about"))
    pages.push({
      slug: "about",
      title: "About",
      body: `## ${world.appName}\n\n${tagline}.\n\nHere you find ${things}, kept up to date by the people behind ${world.appName}. Change this text to tell your own story.`,
      access,
    });
  if (asks(world, "faqPage"))
    pages.push({
      slug: "questions",
      title: "Questions",
      body: `## Frequent questions\n\n**Who can see this?** ${open ? "Everybody; an account is needed only to take part." : "People with an account."}\n\n**How do I begin?** Create an account and open ${things}.`,
      access,
    });
  return pages;
}
