import { date, dateTime, longText, money, must, noun, text } from "./draft.ts";

export const vetVisit = noun({
  names: ["visit", "check-up", "checkup", "examination"],
  domain: "health",
  icon: "stethoscope",
  accent: "teal",
  description: "A visit, what it was about and what was found.",
  displayField: "reason",
  fields: [
    text("reason", must),
    dateTime("at", { label: "When", required: true }),
    text("seenBy", { label: "Seen by" }),
    longText("findings"),
    longText("treatment"),
    money("cost", { min: 0 }),
    date("nextOn", { label: "Next visit" }),
  ],
  views: ["table", "calendar"],
  relations: [
    { to: "pet", field: "pet", label: "Pet", required: true, child: true },
    { to: "patient", field: "patient", label: "Patient", required: true, child: true },
  ],
  belongs: true,
  samples: `
reason | at | seenBy | findings | treatment | cost | nextOn
Yearly check | 2026-11-16T09:00:00Z | Dr Raman | All well, a little heavy. | Less dry food. | 5200 | 2027-11-15
Limping | 2026-11-17T10:30:00Z | Dr Weiss | Thorn in the left front paw. | Taken out, cleaned. | 4800 |
Will not eat | 2026-11-18T15:00:00Z | Dr Raman | Two inflamed teeth. | Soft food, antibiotics for a week. | 8900 | 2026-11-27
Cough | 2026-11-19T11:15:00Z | Dr Weiss | Throat red, lungs clear. | Syrup twice a day. | 4500 | 2026-12-03
Stitches out | 2026-11-20T16:45:00Z | Dr Raman | Healed well. | None. | 2500 |
First visit | 2026-11-24T09:30:00Z | Dr Weiss | | | 4000 |`,
});

export const vaccination = noun({
  names: ["vaccination", "vaccine", "jab", "immunisation", "immunization"],
  domain: "health",
  icon: "shield",
  accent: "emerald",
  description: "A vaccination, when it was given and when it is due again.",
  displayField: "vaccine",
  fields: [
    text("vaccine", must),
    date("givenOn", { label: "Given on", required: true }),
    date("dueAgain", { label: "Due again" }),
    text("batchNumber", { label: "Batch" }),
    text("givenBy", { label: "Given by" }),
  ],
  views: ["table", "calendar"],
  relations: [
    { to: "pet", field: "pet", label: "Pet", required: true, child: true },
    { to: "patient", field: "patient", label: "Patient", required: true, child: true },
  ],
  belongs: true,
  samples: `
vaccine | givenOn | dueAgain | batchNumber | givenBy
Rabies | 2026-11-16 | 2027-03-16 | R-2291 | Dr Raman
Distemper | 2026-11-16 | 2027-03-16 | D-1180 | Dr Raman
Kennel cough | 2026-11-18 | 2027-02-18 | K-0932 | Dr Weiss
Flu | 2026-11-19 | 2027-03-19 | F-4410 | Dr Weiss
Leptospirosis | 2026-11-20 | 2027-02-20 | L-7754 | Dr Raman
Tetanus | 2026-11-12 | 2027-03-12 | T-3021 | Dr Weiss`,
});
