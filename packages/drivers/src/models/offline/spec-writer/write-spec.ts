import { checkSpec, ICONS, type AppSpec, type Entity, type Feature } from "@openvibe/appspec";
import { accessOf, type AccessWorld } from "./access.ts";
import { entityCapability, featureCapability } from "./capabilities.ts";
import { withoutCommands } from "./commands.ts";
import { toEnglish } from "./language.ts";
import { addKindNouns, settleNouns, completeField, planEntity, type EntityPlan } from "./plan.ts";
import { planFeatures, planPages, type FeatureDraft } from "./plan-features.ts";
import { appNameOf, taglineOf } from "./naming.ts";
import { nounNamed } from "./nouns.ts";
import { readIdea } from "./read-idea.ts";
import { addEntity, findEntity, type Reading } from "./reading.ts";
import { connect } from "./relations.ts";
import { planRoles } from "./roles.ts";
import { planSamples } from "./samples.ts";
import { plainText } from "./text.ts";
import type { Mode } from "./kinds.ts";
import type { ToolAsk } from "./tools.ts";
import { understandingOf, type Understanding } from "./understanding.ts";
import { planViews } from "./views.ts";
import { planWorkflow } from "./workflow.ts";

export interface WrittenSpec {
  spec: AppSpec;
  understanding: Understanding;
  language: "en" | "other";
}

/** An app spec from free text, by rules alone. Never throws; what comes out always passes `checkSpec`. */
export function writeSpec(idea: string): WrittenSpec {
  const { text, language, notes } = toEnglish(plainText(idea));
  const safe = withoutCommands(text);
  const { reading, tools } = readIdea(safe.text);
  reading.assumptions.push(...notes, ...safe.notes);
  // A rule that went wrong must not cost the person the app: without wishes and rules its things are still there, and the plain one is always sound.
  const lessIsKnown = { ...structuredClone(reading), wishes: [], rules: [] };
  const spec = sound(assemble(reading, tools)) ?? sound(assemble(lessIsKnown, [])) ?? assemble(plainReading(reading), []);
  return { spec, understanding: understandingOf(spec, reading, idea), language };
}

function sound(written: AppSpec): AppSpec | undefined {
  const checked = checkSpec(written);
  return checked.ok ? checked.spec : undefined;
}

const NOTHING = "The idea did not say what the app should hold, so it is a notebook that you can change by saying what you need.";

function plainReading(reading: Reading): Reading {
  const plain: Reading = {
    ...reading,
    entities: [],
    wishes: [],
    roles: [],
    rules: [],
    kinds: [],
    main: undefined,
    qualifier: undefined,
    title: undefined,
    name: undefined,
  };
  addEntity(plain, nounNamed("note"));
  return plain;
}

function assemble(reading: Reading, tools: ToolAsk[]): AppSpec {
  settleNouns(reading);
  addKindNouns(reading, tools.length);
  ensureContent(reading, tools);
  const plans = reading.entities.map(planEntity);
  connect(plans, reading.main);
  const about = plans.find((plan) => plan.ask.noun.key === reading.main) ?? plans[0];
  const main = plans.find((plan) => plan.name === about?.parent) ?? about;
  const mode = modeOf(reading, main);
  for (const plan of plans) planWorkflow(plan, reading);
  const name = appNameOf(reading, main, tools);
  const drafts = planFeatures({ reading, plans, main, mode, tools, appName: name });
  planSamples(plans, main, qualifierWords(reading), reading.qualifier);
  const accounts = accountsOf(plans, drafts, mode);
  const roles = accounts === "none" ? [] : planRoles(reading, mode);
  const editorial =
    mode === "public" &&
    (reading.kinds.some((kind) => kind.editorial === true) ||
      (reading.kinds.length === 0 && reading.wishes.some((each) => each.wish === "cart")));
  const world: AccessWorld = {
    reading,
    mode,
    editorial,
    admin: roles[0]?.name ?? "admin",
    roleOf: (word) => roleName(roles, word),
    above: (names) =>
      roles
        .slice(
          1,
          Math.max(
            1,
            roles.findIndex((role) => names.includes(role.name)),
          ),
        )
        .map((role) => role.name),
  };
  const entities = plans.slice(0, 20).map((plan, index) => entityOf(plan, plans, world, `CAP-${index + 1}`));
  const features = drafts.slice(0, 40).map((draft, index) => ({ ...draft, capability: `CAP-${entities.length + index + 1}` }));
  const tagline = taglineOf(name, reading, main, plans, tools);
  const open = accounts !== "required";
  const shape = { roles, entities, features, accounts };
  const icon = iconOf(reading, main, tools, drafts);
  return {
    specVersion: 1,
    name,
    tagline,
    theme: { accent: main?.entry.accent ?? reading.kinds[0]?.accent ?? accentOf(tools), icon },
    currency: reading.currency ?? "USD",
    accounts,
    roles,
    capabilities: [
      ...entities.map((entity) => entityCapability(shape, entity, entity.capability)),
      ...features.map((feature) => featureCapability(shape, feature, feature.capability)),
    ],
    entities,
    features,
    pages: planPages({ reading, plans, main, mode, tools, appName: name }, tagline, open),
    ...(accounts === "optional" ? { landing: landingOf(name, tagline, main, drafts) } : {}),
    nonGoals: reading.leftOut.slice(0, 20),
  };
}

/** An app must hold something: what stands alone (a contact form) is enough, a wish that needs rows gets them. */
function ensureContent(reading: Reading, tools: readonly ToolAsk[]): void {
  const alone = reading.wishes.some((each) => ["timer", "chatRoom", "contact", "newsletter"].includes(each.wish));
  const needy = reading.wishes.some((each) =>
    ["comments", "likes", "reviews", "cart", "booking", "dashboard", "board", "calendar", "gallery", "statuses"].includes(each.wish),
  );
  if (reading.entities.length > 0 || ((tools.length > 0 || alone) && !needy)) return;
  const wanted = reading.wishes.find((each) => each.wish in STAND_INS)?.wish;
  const noun = (wanted && STAND_INS[wanted]) ?? "note";
  addEntity(reading, nounNamed(noun), { qualifier: reading.qualifier });
  if (!wanted) reading.assumptions.push(NOTHING);
}

const STAND_INS: Record<string, string> = {
  cart: "product",
  booking: "room",
  reviews: "place",
  board: "task",
  calendar: "event",
  gallery: "photo",
  dashboard: "sale",
  statuses: "task",
  likes: "post",
  comments: "post",
};

function modeOf(reading: Reading, main: EntityPlan | undefined): Mode {
  const publicRead = reading.rules.some((rule) => rule.verb === "read" && !rule.never && rule.who.some((who) => who === "public"));
  if (publicRead && reading.mode !== "personal") return "public";
  if (reading.mode) return reading.mode;
  if (reading.wishes.some((each) => ["cart", "newsletter", "contact", "landing", "about"].includes(each.wish))) return "public";
  if (reading.kinds.some((kind) => kind.business && kind.mode === "public")) return "public";
  const first = main?.entry.visibility ?? reading.kinds[0]?.mode;
  return first ?? "public";
}

function accountsOf(plans: readonly EntityPlan[], drafts: readonly FeatureDraft[], mode: Mode): AppSpec["accounts"] {
  const kept = drafts.some((draft) => ["chatRoom", "contact", "newsletter", "booking", "cart"].includes(draft.kind));
  if (plans.length === 0 && !kept) return "none";
  if (plans.length === 0) return drafts.some((draft) => draft.kind === "chatRoom") && drafts.length === 1 ? "required" : "optional";
  return mode === "public" ? "optional" : "required";
}

function roleName(roles: AppSpec["roles"], word: string): string {
  return (
    roles.find((role) => role.name === word)?.name ??
    roles.find((role) => role.label.toLowerCase() === word)?.name ??
    roles[0]?.name ??
    "member"
  );
}

function entityOf(plan: EntityPlan, plans: readonly EntityPlan[], world: AccessWorld, capability: string): Entity {
  const { access, owned } = accessOf(plan, plans, world);
  // First, as a view may need a field.
  const views = planViews(plan, world.reading);
  const by = access.update.includes("public") ? ["member"] : access.update;
  const workflow = plan.workflow && {
    ...plan.workflow,
    moves: plan.workflow.moves.map((move) => ({ ...move, by: moversOf(world.reading, plan, move.to, by, world) })),
  };
  const wished = (wish: "export" | "import") =>
    world.reading.wishes.some((each) => each.wish === wish && (each.on === undefined || each.on === plan.ask.noun.key));
  return {
    name: plan.name,
    plural: plan.plural,
    label: plan.label,
    pluralLabel: plan.pluralLabel,
    description: plan.entry.description.slice(0, 300),
    icon: (ICONS as readonly string[]).includes(plan.entry.icon) ? plan.entry.icon : "box",
    capability,
    displayField: plan.displayField,
    fields: plan.fields.slice(0, 40).map(completeField),
    owned,
    access,
    ...(workflow ? { workflow } : {}),
    views,
    ...(plan.parent ? { parent: plan.parent } : {}),
    exportable: !plan.parent || wished("export"),
    importable: wished("import"),
    samples: plan.samples,
  };
}

const MOVING = new Set(["move", "publish", "review"]);

/** Rules such as "only editors can publish" name who makes the move that leads there. */
function moversOf(
  reading: Reading,
  plan: EntityPlan,
  to: string,
  by: Entity["access"]["update"],
  world: AccessWorld,
): Entity["access"]["update"] {
  for (const rule of reading.rules) {
    if (!MOVING.has(rule.verb) || rule.objects.some((key) => key !== "-" && key !== plan.ask.noun.key && findEntity(reading, key)))
      continue;
    const final =
      rule.verb === "publish"
        ? ["published", "live"]
        : ["approved", "rejected", "published", "accepted", "confirmed", "resolved", "closed"];
    if (!final.includes(to)) continue;
    const who = rule.who.map((each) =>
      each === "public" || each === "everyone" ? "member" : each === "member" ? each : world.roleOf(each),
    );
    if (who.length > 0) return who;
  }
  return by;
}

function qualifierWords(reading: Reading): string[] {
  return [reading.qualifier, reading.audience, reading.title].filter((each) => each !== undefined);
}

function iconOf(reading: Reading, main: EntityPlan | undefined, tools: readonly ToolAsk[], drafts: readonly FeatureDraft[]): string {
  const [tool] = tools;
  const first = drafts[0]?.kind;
  const icon =
    reading.kinds[0]?.icon ??
    main?.entry.icon ??
    (tool?.kind === "calculator"
      ? tool.icon
      : tool?.kind === "game"
        ? "gamepad-2"
        : tool?.kind === "quiz"
          ? "brain"
          : tool?.kind === "converter"
            ? "arrow-left-right"
            : undefined) ??
    (first === "timer" ? "timer" : first === "chatRoom" ? "messages-square" : "sparkles");
  return (ICONS as readonly string[]).includes(icon) ? icon : "box";
}

function accentOf(tools: readonly ToolAsk[]): AppSpec["theme"]["accent"] {
  const [tool] = tools;
  return tool?.kind === "game" ? "violet" : tool?.kind === "quiz" ? "amber" : tool?.kind === "converter" ? "sky" : tool ? "teal" : "indigo";
}

function landingOf(name: string, tagline: string, main: EntityPlan | undefined, drafts: readonly FeatureDraft[]): AppSpec["landing"] {
  const things = main?.pluralLabel.toLowerCase();
  const parts = drafts.map((draft) => LANDING_PARTS[draft.kind]).filter((part) => part !== undefined);
  const text = `${tagline}.${parts.length > 0 ? ` ${parts.slice(0, 3).join(" ")}` : ""}`;
  return {
    headline: main ? `Welcome to ${name}` : name,
    text: text.slice(0, 400),
    action: things ? `Browse ${things}`.slice(0, 80) : "Have a look",
  };
}

const LANDING_PARTS: Partial<Record<Feature["kind"], string>> = {
  cart: "Fill your cart and order in a minute.",
  booking: "Pick a free time and book it online.",
  comments: "Join in with a comment.",
  reviews: "Read what others think and add your stars.",
  newsletter: "Leave your address and hear about news first.",
  contact: "Questions? Write to us.",
  quiz: "Find out how much you know.",
};
