import type { AppSpec, Audience, Capability, Entity, Feature } from "@openvibe/appspec";
import { article, enumerate } from "./text.ts";

type Spec = Pick<AppSpec, "roles" | "entities" | "features" | "accounts">;

/** Who an access list stands for, in words: "everybody", "the owner and editors". */
export function whoText(spec: Pick<AppSpec, "roles">, audience: Audience): string {
  if (audience.includes("public")) return "Anyone";
  if (audience.includes("member")) return "Anyone signed in";
  const words = audience.map((who) => {
    const role = spec.roles.find((each) => each.name === who);
    return who === "owner" ? "the person who made it" : role ? `${article(role.label)} ${role.label.toLowerCase()}` : who;
  });
  const admin = spec.roles[0];
  if (admin && !audience.includes(admin.name)) words.push(`the ${admin.label.toLowerCase()}`);
  const text = enumerate(words)
    .replace(/, ([^,]*) and /, ", $1 or ")
    .replace(" and ", " or ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The promise an entity makes, as sentences that can be tested. */
export function entityCapability(spec: Spec, entity: Entity, id: string): Capability {
  const thing = entity.label.toLowerCase();
  const things = entity.pluralLabel.toLowerCase();
  const required = entity.fields.filter((field) => field.required).map((field) => field.label.toLowerCase());
  const acceptance: string[] = [];
  const onlyOwn = entity.access.read.length === 1 && entity.access.read[0] === "owner";
  const ruled = entity.access.read.includes("owner") && !entity.access.read.includes("member") && !entity.access.read.includes("public");
  acceptance.push(
    onlyOwn
      ? `A person sees their own ${things} and nobody else's; the administrator sees all`
      : ruled
        ? `${whoText(spec, entity.access.read)} can see ${article(thing)} ${thing}, others get "not found"`
        : `${whoText(spec, entity.access.read)} can list, search, sort and open ${things}`,
  );
  acceptance.push(
    `${whoText(spec, entity.access.create)} can add ${article(thing)} ${thing}${required.length > 0 ? `; without ${enumerate(required.slice(0, 3))} it is refused` : ""}`,
  );
  acceptance.push(
    `${whoText(spec, entity.access.update)} can edit ${article(thing)} ${thing}; ${whoText(spec, entity.access.delete).replace(/^[AT]h?/, (start) => start.toLowerCase())} can delete it`,
  );
  if (entity.workflow)
    acceptance.push(
      `${article(thing) === "an" ? "An" : "A"} ${thing} starts as "${stateLabel(entity, entity.workflow.initial)}" and moves only along allowed steps`,
    );
  if (entity.parent) {
    const parent = spec.entities.find((each) => each.name === entity.parent);
    if (parent) acceptance.push(`The page of ${article(parent.label)} ${parent.label.toLowerCase()} lists its ${things}`);
  } else if (entity.exportable) acceptance.push(`The list of ${things} downloads as CSV`);
  return { id, title: `Keep ${things}`.slice(0, 120), acceptance: acceptance.map((each) => each.slice(0, 240)).slice(0, 5) };
}

function stateLabel(entity: Entity, value: string): string {
  return entity.workflow?.states.find((state) => state.value === value)?.label ?? value;
}

/** What an entity is called, by its name. */
interface Nouns {
  one: (name: string) => string;
  many: (name: string) => string;
}

/** A title, and what can be tried out. */
const FEATURES: {
  [Kind in Feature["kind"]]: (f: Extract<Feature, { kind: Kind }>, nouns: Nouns) => [title: string, ...acceptance: string[]];
} = {
  comments: (f, { one, many }) => [
    `Comment on ${many(f.on)}`,
    `A signed-in person writes a comment below ${article(one(f.on))} ${one(f.on)}`,
    "An empty comment is refused",
    "The author or the administrator can delete a comment, nobody else",
  ],
  likes: (f, { one, many }) => [
    `Like ${many(f.on)}`,
    `A signed-in person likes ${article(one(f.on))} ${one(f.on)} once and can take it back`,
    "The number of likes is shown to everybody who sees it",
  ],
  reviews: (f, { one, many }) => [
    `Review ${many(f.on)}`,
    `A signed-in person gives ${article(one(f.on))} ${one(f.on)} one to five stars and a text`,
    "A second review by the same person replaces the first",
    "The average is shown with the number of reviews",
  ],
  cart: (f, { many }) => [
    `Order ${many(f.product)}`,
    `A signed-in person puts ${many(f.product)} into a cart and changes the quantities`,
    "The checkout makes an order with its lines and the right total",
    f.stock ? "An order larger than the stock is refused" : "An empty cart cannot be ordered",
    "A person sees their own orders, the administrator sees all",
  ],
  booking: (f, { one, many }) => [
    `Book ${many(f.resource)}`,
    `A signed-in person books a free slot of ${article(one(f.resource))} ${one(f.resource)}`,
    "Two bookings of the same slot are impossible",
    "Slots outside opening hours or in the past are refused",
    "A person sees and cancels their own bookings",
  ],
  contact: () => [
    "Send a message",
    "A visitor sends a message without an account",
    "A message without text or with a wrong address is refused",
    "Only the administrator reads the inbox",
  ],
  newsletter: () => [
    "Sign up for news",
    "A visitor leaves an e-mail address and can take it back",
    "The same address is kept once",
    "Only the administrator sees and exports the list",
  ],
  quiz: (f) => [
    `Play the ${f.title.toLowerCase()}`,
    `A person answers ${f.questions.length} questions and sees the score`,
    "Every answer is explained",
    "The best scores are listed",
  ],
  chatRoom: (f) => [
    "Chat in rooms",
    "A message appears for everybody in the room at once",
    "Only signed-in people read and write",
    `There are the rooms ${enumerate(f.rooms.slice(0, 4))}`,
  ],
  dashboard: (f) => [
    "See the dashboard",
    "The dashboard counts what the person may see",
    f.charts.length > 0
      ? `It shows ${enumerate(f.charts.slice(0, 3).map((chart) => chart.title.toLowerCase()))}`
      : "Each count leads to its list",
  ],
  assistant: (f, { one, many }) => [
    `Ask about ${many(f.on)}`,
    `A signed-in person asks about the ${many(f.on)} they may see and gets an answer made of those alone`,
    `A person gets a summary and a draft (${f.draft.toLowerCase()}) of ${article(one(f.on))} ${one(f.on)}; nothing is saved`,
    "Every answer says whether a language model or rules wrote it",
    "Until the workspace lets the app use models, the assistant says so",
  ],
  search: () => [
    "Search everything",
    "One box finds rows in every list the person may read",
    "Rows the person may not read are never found",
  ],
  calculator: (f) => [
    f.title,
    `Changing ${article(f.inputs[0]?.label ?? "input")} ${(f.inputs[0]?.label ?? "input").toLowerCase()} changes ${f.outputs[0]?.label.toLowerCase() ?? "the result"} at once`,
    "Values outside the allowed range are refused with a message",
  ],
  converter: (f) => [
    f.title,
    "A value is converted as it is typed, in both directions",
    `There is ${enumerate(f.groups.slice(0, 4).map((group) => group.label.toLowerCase()))}`,
  ],
  game: (f) => [
    `Play ${f.title}`,
    "A round can be played with mouse, touch and keyboard",
    "The end of a round is told and a new one can be started",
  ],
  timer: (f) => [
    f.title,
    `A round is ${f.workMinutes} minutes of work and ${f.breakMinutes} of rest, ${f.rounds} times`,
    "The timer can be paused and started again",
  ],
};

export function featureCapability(spec: Spec, feature: Omit<Feature, "capability"> & Pick<Feature, "kind">, id: string): Capability {
  const entity = (name: string) => spec.entities.find((each) => each.name === name);
  const wordsOf = FEATURES[feature.kind] as (f: Feature, nouns: Nouns) => [string, ...string[]];
  const [title, ...acceptance] = wordsOf(feature as Feature, {
    one: (name) => entity(name)?.label.toLowerCase() ?? "entry",
    many: (name) => entity(name)?.pluralLabel.toLowerCase() ?? "entries",
  });
  return { id, title: title.slice(0, 120), acceptance: acceptance.map((each) => each.slice(0, 240)) };
}
