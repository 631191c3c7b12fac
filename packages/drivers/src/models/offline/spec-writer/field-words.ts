import type { Field, FieldType, Option, Tone } from "@openvibe/appspec";
import type { FieldDraft } from "../lexicon/index.ts";
import { identifier, sentenceCase, singular, tokenize } from "./text.ts";

type More = Partial<Pick<Field, "unit" | "min" | "max" | "options" | "default">>;

const TYPES: [FieldType, string][] = [
  [
    "money",
    "price cost fee salary budget revenue rent deposit balance fare wage value discount-amount payment income spend spending earnings tax amount subtotal profit donation bid payout turnover",
  ],
  [
    "integer",
    "quantity qty stock count serving calorie age year seat capacity bedroom bathroom point score rep set page headcount floor level duration minute hour attendee guest room lap step round episode season votes head amount-left",
  ],
  [
    "decimal",
    "weight height distance temperature percentage percent length width depth area mileage volume latitude longitude speed dose dosage humidity average gpa grade mark size-in-m2 abv",
  ],
  ["date", "date deadline birthday anniversary dob due expiry expiration start end day birthdate released"],
  ["dateTime", "datetime timestamp"],
  ["time", "time"],
  [
    "boolean",
    "done paid completed complete active featured archived favorite favourite urgent vegan vegetarian finished closed read verified vaccinated neutered refundable remote attended returned subscribed approved sent received watched bought packed cleaned fulltime public private available",
  ],
  [
    "longText",
    "description note assessment verdict detail summary bio biography content body instruction text story lyric step remark feedback comment requirement abstract agenda minutes reflection explanation about symptom",
  ],
  ["image", "photo picture image avatar logo cover thumbnail screenshot poster headshot selfie pic artwork-image"],
  ["url", "url link website github linkedin video youtube homepage webpage source-link demo trailer"],
  ["email", "email mail"],
  ["phone", "phone mobile telephone tel fax cell whatsapp"],
  ["color", "color colour"],
  ["rating", "rating star"],
  [
    "location",
    "location address city place country region state-or-province town neighborhood neighbourhood district street origin destination",
  ],
  ["tags", "tag keyword label skill hashtag allergen interest topic-tags"],
  [
    "text",
    "name title subject headline sku isbn barcode code number brand model make size unit genre breed manufacturer serial reference id nationality nickname position department company employer publisher director material flavor flavour plate license vin iban postcode zip username gender language type kind category species variety supplier author artist theme motto slogan",
  ],
];

const BY_WORD = new Map<string, FieldType>(
  TYPES.flatMap(([type, words]) => words.split(" ").map((word) => [word, type] as [string, FieldType])),
);

const UNITS: Record<string, string> = {
  weight: "kg",
  height: "cm",
  distance: "km",
  temperature: "°C",
  percentage: "%",
  percent: "%",
  humidity: "%",
  calorie: "kcal",
  duration: "min",
  minute: "min",
  mileage: "km",
  area: "m²",
  abv: "%",
};

/** "todo, in progress/info" as options; the value is the label as an identifier. */
export function optionsOf(labels: readonly string[]): Option[] {
  const options: Option[] = [];
  for (const label of labels) {
    const value = identifier(label) ?? identifier(`level ${label}`) ?? undefined;
    const unique = value && /^[a-z]/.test(value) ? value : value ? `o${value}`.slice(0, 40) : undefined;
    if (unique && !options.some((each) => each.value === unique))
      options.push({ value: unique, label: sentenceCase(label).slice(0, 80), tone: toneOf(label) });
  }
  return options.slice(0, 30);
}

const TONES: [Tone, string][] = [
  [
    "success",
    "done completed complete approved accepted published won paid resolved delivered hired passed active finished confirmed available easy healthy fulfilled shipped sold graduated live closed",
  ],
  ["danger", "rejected cancelled canceled lost failed overdue urgent critical high blocked expired declined hard broken dead"],
  ["warning", "pending waiting medium review hold paused draft late moderate reviewing interview"],
  ["info", "new open doing progress submitted started contacted sent scheduled low booked reading ongoing planned applied qualified"],
];
const TONE_OF = new Map<string, Tone>(TONES.flatMap(([tone, words]) => words.split(" ").map((word) => [word, tone] as [string, Tone])));

function toneOf(label: string): Tone {
  for (const word of label.toLowerCase().split(/\s+/)) {
    const tone = TONE_OF.get(word);
    if (tone) return tone;
  }
  return "neutral";
}

const FIXED: Record<string, { type: FieldType } & More> = {
  priority: { type: "enum", options: optionsOf(["Low", "Medium", "High"]), default: "medium" },
  severity: { type: "enum", options: optionsOf(["Low", "Medium", "High", "Critical"]), default: "medium" },
  difficulty: { type: "enum", options: optionsOf(["Easy", "Medium", "Hard"]) },
  importance: { type: "enum", options: optionsOf(["Low", "Medium", "High"]) },
  mood: { type: "enum", options: optionsOf(["Great", "Good", "Okay", "Low", "Awful"]) },
  frequency: { type: "enum", options: optionsOf(["Daily", "Weekly", "Monthly"]) },
  condition: { type: "enum", options: optionsOf(["New", "Good", "Fair", "Poor"]) },
  "t shirt size": { type: "enum", options: optionsOf(["Small", "Medium", "Large"]) },
  "price range": { type: "enum", options: optionsOf(["Budget", "Mid-range", "Premium"]) },
  "phone number": { type: "phone" },
  "email address": { type: "email" },
  "mobile number": { type: "phone" },
  "telephone number": { type: "phone" },
  "profile picture": { type: "image" },
  "contact detail": { type: "text" },
  "star rating": { type: "rating" },
  "year built": { type: "integer", min: 1500, max: 2100 },
  "release date": { type: "date" },
  "estimated time": { type: "integer", unit: "min" },
  "cooking time": { type: "integer", unit: "min" },
  "prep time": { type: "integer", unit: "min" },
  "preparation time": { type: "integer", unit: "min" },
  "reading time": { type: "integer", unit: "min" },
  "travel time": { type: "integer", unit: "min" },
  "hours worked": { type: "decimal", unit: "h" },
  "hourly rate": { type: "money" },
  "monthly rate": { type: "money" },
  "interest rate": { type: "decimal", unit: "%" },
  "heart rate": { type: "integer", unit: "bpm" },
  "blood pressure": { type: "text" },
  "view count": { type: "integer" },
  "meta description": { type: "text" },
  "date and time": { type: "dateTime" },
  "in stock": { type: "boolean" },
  "on sale": { type: "boolean" },
  "full time": { type: "boolean" },
};

const NUMBERS = new Set<FieldType>(["integer", "decimal", "money"]);

/** The field that a phrase names, with what its words tell of its type; `sure` when the type comes from a known word. */
export function fieldFor(phrase: string, options?: readonly string[]): { draft: FieldDraft; sure: boolean } | undefined {
  const { words, hint } = strip(phrase);
  if (words.length === 0 || words.length > 5) return undefined;
  const stemmed = words.map((word, index) => (index === words.length - 1 ? singular(word) : word));
  const whole = stemmed.join(" ");
  const last = stemmed.at(-1) ?? "";
  const many =
    (last !== words.at(-1) && ["tag", "keyword", "label", "skill", "hashtag", "allergen", "interest"].includes(last)) || undefined;
  const keepPlural = [
    "note",
    "detail",
    "instruction",
    "step",
    "lyric",
    "serving",
    "calorie",
    "rep",
    "set",
    "guest",
    "bedroom",
    "bathroom",
    "seat",
    "requirement",
    "point",
    "minute",
    "hour",
    "page",
    "earning",
    "remark",
    "vote",
    "attendee",
    "symptom",
  ];
  const label = sentenceCase((keepPlural.includes(last) || many ? words : stemmed).join(" ")).slice(0, 80);
  const name = identifier(keepPlural.includes(last) || many ? words.join(" ") : whole);
  if (name === undefined || !/^[a-z]/.test(name)) return undefined;
  if (options && options.length > 0) return { draft: { name, label, type: "enum", options: optionsOf(options) }, sure: true };
  const fixed = FIXED[whole] ?? FIXED[last];
  if (hint) return { draft: { name, label, type: hint, ...minimum(hint) }, sure: true };
  if (fixed) return { draft: { name, label, ...fixed }, sure: true };
  if (/^(?:is|has|was|can|in)$/.test(words[0] ?? "") && words.length > 1) return { draft: { name, label, type: "boolean" }, sure: true };
  if (/^(?:number|amount|count)$/.test(words[0] ?? "") && words[1] === "of")
    return { draft: { name, label, type: "integer", min: 0 }, sure: true };
  const type = BY_WORD.get(last);
  if (!type) return { draft: { name, label, type: "text" }, sure: false };
  const unit = UNITS[last];
  return { draft: { name, label, type, ...minimum(type), ...(unit && NUMBERS.has(type) ? { unit } : {}) }, sure: true };
}

function minimum(type: FieldType): More {
  return NUMBERS.has(type) ? { min: 0 } : {};
}

const HINTS: Record<string, FieldType> = {
  number: "integer",
  integer: "integer",
  decimal: "decimal",
  date: "date",
  checkbox: "boolean",
  boolean: "boolean",
  "yes/no": "boolean",
  flag: "boolean",
  text: "text",
  image: "image",
  money: "money",
  currency: "money",
  upload: "image",
};

/** "a yes/no vaccinated field", "(number)": articles and words for "field" go, a type that is said outright is kept. */
function strip(phrase: string): { words: string[]; hint?: FieldType } {
  let hint: FieldType | undefined;
  const lower = phrase.toLowerCase().replace(/\byes\s*\/\s*no\b/, () => {
    hint = "boolean";
    return "";
  });
  let words = tokenize(lower)
    .filter((token) => !token.mark)
    .map((token) => token.lower.replace(/'s$/, ""));
  while (
    words.length > 0 &&
    /^(?:an?|the|its|their|my|our|his|her|some|new|each|every|optional|required|another|single|and)$/.test(words[0] ?? "")
  )
    words = words.slice(1);
  while (words.length > 1 && /^(?:field|column|attribute|property|checkbox|flag|dropdown|upload|box|input)$/.test(words.at(-1) ?? "")) {
    hint ??= HINTS[words.at(-1) ?? ""];
    words = words.slice(0, -1);
  }
  return { words, hint };
}
