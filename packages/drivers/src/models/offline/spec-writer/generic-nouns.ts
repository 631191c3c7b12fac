import type { SampleValue } from "@openvibe/appspec";
import type { FieldDraft, NounEntry } from "../lexicon/index.ts";
import { optionsOf } from "./field-words.ts";
import { article, capitalize } from "./text.ts";
import { PERSONS } from "./words.ts";

type Sort = "person" | "animal" | "place" | "space" | "text" | "activity" | "thing";

const WORDS: Record<Exclude<Sort, "thing">, string> = {
  person:
    "person musician politician celebrity pilot king queen hero villain saint mentor mentee sponsor apprentice intern referee umpire singer dancer ranger guide speaker crew family household",
  animal:
    "animal llama alpaca horse pony cow cattle goat sheep pig chicken hen duck goose turkey rabbit hamster snake lizard turtle parrot fish bird bee hive beehive cat kitten dog puppy dragon dinosaur dinosaur insect butterfly spider frog reptile gecko tortoise hedgehog ferret camel donkey yak bison elephant whale shark penguin owl eagle monster creature",
  place:
    "place park trail beach lake river museum castle landmark spot location hike route mountain cafe bar pub hotel campsite campground island playground hospital shop branch store farm garden church temple office building station airport school university country city town village region cave waterfall viewpoint lighthouse",
  space: "court desk seat studio cabin boat bay pitch lane locker booth stage hall lab bench terminal workstation pool sauna",
  text: "joke poem story riddle fact tip saying rule policy letter message memo slogan prompt snippet template review essay lyric proverb command headline caption chapter script speech prayer affirmation",
  activity:
    "activity session meeting call visit request report inspection audit run ride walk game round lap competition race training practice dive flight drive shift interview lecture exam test experiment observation measurement reading incident accident repair delivery inquiry order claim complaint application registration payment log",
};
const SORT_OF = new Map<string, Sort>(
  Object.entries(WORDS).flatMap(([sort, words]) => words.split(" ").map((word) => [word, sort as Sort] as [string, Sort])),
);

function sortOf(name: string): Sort {
  const last = name.split(" ").at(-1) ?? "";
  const known = SORT_OF.get(last);
  if (known) return known;
  if (PERSONS.has(last)) return "person";
  if (/(?:tion|sion|ment|ance|ence|ing)$/.test(last) && last.length > 6) return "activity";
  if (/(?:ist|ian|eur)$/.test(last)) return "person";
  return "thing";
}

const NAMES: Record<Exclude<Sort, "thing" | "activity" | "text" | "space">, string[]> = {
  person: ["Amara Osei", "Jonas Lindqvist", "Priya Raman", "Mateo Alvarez", "Hannah Weiss", "Kenji Sato", "Leila Haddad", "Tom Barker"],
  animal: ["Juniper", "Biscuit", "Maple", "Domino", "Clover", "Pepper", "Hazel", "Moose"],
  place: ["Old Mill", "Harbour View", "Cedar Hollow", "North Gate", "Larkspur Hill", "Riverside", "Stonebridge", "Willow Bend"],
};
const ADJECTIVES = ["Classic", "Compact", "Vintage", "Deluxe", "Everyday", "Heavy-duty", "Slimline", "Original"];
const OCCASIONS = ["Morning", "Quarterly", "First", "Follow-up", "Weekend", "Annual", "Late", "Team"];
const SUBJECTS = [
  "Early start",
  "Second thoughts",
  "The long way round",
  "A small favour",
  "Ten past nine",
  "Open window",
  "Nothing wasted",
  "Before the rain",
];
const NOTES = [
  "Checked last week, all in order.",
  "Needs a second look before the end of the month.",
  "A favourite of the whole team.",
  "Picked up on recommendation.",
  "Ask Priya about the details.",
  "Kept for reference.",
  "Worth coming back to in spring.",
  "New this season.",
];
const PLACES = ["Lisbon", "Leeds", "Oslo", "Portland", "Graz", "Nantes", "Cork", "Turin"];
const DATES = ["2026-11-12", "2026-11-28", "2026-12-03", "2026-12-17", "2027-01-08", "2027-01-21", "2027-02-04", "2027-02-19"];

const name: FieldDraft = { name: "name", label: "Name", type: "text", required: true, max: 120 };
const title: FieldDraft = { name: "title", label: "Title", type: "text", required: true, max: 120 };
const notes: FieldDraft = { name: "notes", label: "Notes", type: "longText" };
const photo: FieldDraft = { name: "photo", label: "Photo", type: "image" };

const FIELDS: Record<Sort, FieldDraft[]> = {
  person: [name, { name: "email", label: "Email", type: "email" }, { name: "phone", label: "Phone", type: "phone" }, notes],
  animal: [
    name,
    { name: "breed", label: "Breed", type: "text" },
    { name: "birthday", label: "Birthday", type: "date" },
    { name: "weight", label: "Weight", type: "decimal", unit: "kg", min: 0 },
    photo,
    notes,
  ],
  place: [
    name,
    { name: "location", label: "Location", type: "location" },
    { name: "rating", label: "Rating", type: "rating" },
    { name: "visitedOn", label: "Visited on", type: "date" },
    photo,
    notes,
  ],
  space: [
    name,
    { name: "places", label: "Places", type: "integer", min: 1 },
    { name: "location", label: "Location", type: "location" },
    { name: "open", label: "Open for booking", type: "boolean", default: true },
    photo,
    notes,
  ],
  text: [title, { name: "text", label: "Text", type: "longText", required: true }, { name: "tags", label: "Tags", type: "tags" }],
  activity: [
    title,
    { name: "date", label: "Date", type: "date", required: true },
    { name: "duration", label: "Duration", type: "integer", unit: "min", min: 0 },
    notes,
  ],
  thing: [
    name,
    { name: "description", label: "Description", type: "longText" },
    { name: "quantity", label: "Quantity", type: "integer", min: 0 },
    { name: "condition", label: "Condition", type: "enum", options: optionsOf(["New", "Good", "Worn"]) },
    { name: "addedOn", label: "Added on", type: "date" },
  ],
};

const LOOKS: Record<Sort, Pick<NounEntry, "icon" | "accent">> = {
  person: { icon: "users", accent: "indigo" },
  animal: { icon: "paw-print", accent: "amber" },
  place: { icon: "map-pin", accent: "teal" },
  space: { icon: "door-open", accent: "teal" },
  text: { icon: "file-text", accent: "violet" },
  activity: { icon: "activity", accent: "sky" },
  thing: { icon: "box", accent: "blue" },
};

/** An entry for a noun that the lexicon does not know, from what its last word suggests. */
export function genericEntry(noun: string): NounEntry {
  const sort = sortOf(noun);
  const fields = FIELDS[sort];
  const displayField = fields[0]?.name ?? "name";
  return {
    names: [noun],
    domain: "general",
    ...LOOKS[sort],
    visibility: "team",
    description: `${capitalize(article(noun))} ${noun}, with what there is to know about it.`,
    displayField,
    fields,
    views:
      sort === "animal" || sort === "place" || sort === "space"
        ? ["cards", "table"]
        : sort === "activity"
          ? ["table", "calendar"]
          : ["table"],
    samples: DATES.map((date, index) => sampleOf(sort, noun, date, index)),
  };
}

function sampleOf(sort: Sort, noun: string, date: string, index: number): Record<string, SampleValue> {
  const at = (values: readonly string[]) => values[index % values.length] ?? "";
  switch (sort) {
    case "person": {
      const full = at(NAMES.person);
      return {
        name: full,
        email: `${full.toLowerCase().replace(" ", ".")}@example.com`,
        phone: `+1 555 010 ${2 + index}${index}${7 - (index % 5)}4`.replace(/(\d{3})\d$/, "$1"),
        notes: at(NOTES),
      };
    }
    case "animal":
      return {
        name: at(NAMES.animal),
        birthday: `20${18 + (index % 6)}-0${1 + (index % 9)}-1${index % 9}`,
        weight: 4 + index * 3.5,
        notes: at(NOTES),
      };
    case "place":
      return { name: at(NAMES.place), location: at(PLACES), rating: 3 + (index % 3), visitedOn: date, notes: at(NOTES) };
    case "space":
      return {
        name: `${capitalize(noun)} ${index + 1}`,
        places: 2 + ((index * 2) % 7),
        location: index % 2 === 0 ? "Main building" : "Garden side",
        open: index !== 5,
        notes: at(NOTES),
      };
    case "text":
      return { title: at(SUBJECTS), text: at(NOTES), tags: index % 2 === 0 ? ["favourite"] : ["new"] };
    case "activity":
      return { title: `${at(OCCASIONS)} ${noun}`, date, duration: 20 + ((index * 25) % 100), notes: at(NOTES) };
    case "thing":
      return {
        name: `${at(ADJECTIVES)} ${noun}`,
        description: at(NOTES),
        quantity: 1 + ((index * 7) % 23),
        condition: ["new", "good", "worn"][index % 3] ?? "good",
        addedOn: date,
      };
  }
}
