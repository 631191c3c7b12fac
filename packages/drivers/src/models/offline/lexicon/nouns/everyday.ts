import { choice, date, dateTime, decimal, flow, image, integer, longText, money, must, noun, text } from "./draft.ts";

export const babyMoment = noun({
  names: ["baby log entry", "baby log", "feeding", "diaper", "nappy", "diaper change"],
  plural: "baby log entries",
  domain: "home",
  icon: "baby",
  accent: "rose",
  visibility: "team",
  description: "When the baby drank, slept or was changed.",
  displayField: "title",
  fields: [
    text("title", { label: "What happened", required: true }),
    choice("kind", "feeding/info, sleep/success, nappy/warning, bath, medicine/danger", { default: "feeding", required: true }),
    dateTime("at", { label: "When", required: true }),
    integer("minutes", { unit: "min", min: 0 }),
    integer("amount", { unit: "ml", min: 0 }),
    text("by", { label: "Who did it" }),
    longText("notes"),
  ],
  views: ["table", "calendar"],
  samples: `
title | kind | at | minutes | amount | by | notes
First bottle | feeding | 2026-11-20T06:10:00Z | 20 | 120 | Leila |
Fresh nappy | nappy | 2026-11-20T06:35:00Z | | | Tom |
Morning nap | sleep | 2026-11-20T07:00:00Z | 95 | | |
Second bottle | feeding | 2026-11-20T09:15:00Z | 25 | 140 | Tom | Very hungry.
Evening bath | bath | 2026-11-20T17:30:00Z | 15 | | Leila |
Night | sleep | 2026-11-20T19:00:00Z | 260 | | | The longest so far.`,
});

export const calorieEntry = noun({
  names: ["food log entry", "calorie", "calorie entry", "food log", "food diary"],
  plural: "food log entries",
  domain: "health",
  icon: "apple",
  accent: "emerald",
  visibility: "personal",
  description: "What was eaten, and what it counts.",
  displayField: "food",
  fields: [
    text("food", must),
    date("day", must),
    choice("meal", "breakfast, lunch, dinner, snack", { default: "lunch" }),
    integer("calories", { unit: "kcal", min: 0, required: true }),
    integer("protein", { unit: "g", min: 0 }),
    decimal("weightToday", { label: "Weight today", unit: "kg", min: 0 }),
    longText("notes"),
  ],
  views: ["table", "calendar"],
  samples: `
food | day | meal | calories | protein | weightToday | notes
Porridge with apple | 2026-11-20 | breakfast | 340 | 11 | 74.2 |
Lentil soup | 2026-11-20 | lunch | 420 | 22 | | Two plates.
Yoghurt and walnuts | 2026-11-20 | snack | 210 | 9 | |
Salmon with potatoes | 2026-11-20 | dinner | 610 | 38 | |
Scrambled eggs on toast | 2026-11-19 | breakfast | 390 | 24 | 74.5 |
Chickpea salad | 2026-11-19 | lunch | 450 | 18 | |`,
});

export const priceQuote = noun({
  names: ["price quote", "estimate", "cost estimate", "offer to a customer"],
  domain: "sales",
  icon: "file-text",
  accent: "sky",
  visibility: "team",
  description: "What a job would cost, before somebody says yes.",
  displayField: "title",
  fields: [
    text("title", must),
    text("customerName", { label: "Customer", required: true }),
    date("offeredOn", { label: "Offered on", required: true }),
    date("goodUntil", { label: "Good until" }),
    money("amount", { min: 0, required: true }),
    longText("work", { label: "What it covers" }),
  ],
  views: ["table", "board"],
  workflow: flow(
    "draft, sent/info, accepted/success, declined/danger",
    "draft>sent Mark as sent, sent>accepted Accept, sent>declined Decline",
  ),
  lifecycle: "always",
  relations: [{ to: "client", field: "client", label: "Client" }],
  samples: `
title | customerName | offeredOn | goodUntil | amount | work | status
Oak table for eight | Hannah Weiss | 2026-11-12 | 2026-12-12 | 240000 | Table top, legs, oil finish, delivery. | sent
Built-in shelves | Omar Farouk | 2026-11-14 | 2026-12-14 | 185000 | Measured, made and fitted. | accepted
Stairs, first floor | Julia Hansen | 2026-11-16 | 2026-12-16 | 690000 | Beech, with railing. | draft
Kitchen fronts | Samuel Green | 2026-11-05 | 2026-12-05 | 320000 | Twelve fronts, painted. | declined
Garden gate | Priya Raman | 2026-11-18 | 2026-12-18 | 78000 | Larch, with hinges and lock. | sent
Window repair | Mill Kitchen | 2026-11-19 | 2026-12-19 | 46000 | Two frames, new seals. | draft`,
});

export const vinyl = noun({
  names: ["vinyl record", "vinyl", "lp"],
  domain: "media",
  icon: "music",
  accent: "violet",
  visibility: "personal",
  description: "A record of a collection, its pressing, its state and what it is worth.",
  displayField: "title",
  fields: [
    text("title", must),
    text("artist", must),
    integer("year", { min: 1900 }),
    text("label", { label: "Record label" }),
    choice("condition", "mint/success, good/info, played/warning, worn/danger", { default: "good" }),
    money("value", { min: 0 }),
    date("boughtOn", { label: "Bought on" }),
    image("cover"),
    longText("notes"),
  ],
  views: ["cards", "table"],
  samples: `
title | artist | year | label | condition | value | boughtOn | notes
Harbour Lights | The Night Ferries | 1974 | Blue Pier | good | 2400 | 2026-11-07 | First pressing.
Slow Trains | Ida Vale | 1968 | Northline | played | 1800 | 2026-11-07 |
Quiet Machines | Delta Avenue | 1981 | Relay | mint | 4500 | 2026-11-14 | Still sealed.
Under Glass | Mira & the Tall Ones | 1979 | Relay | good | 1600 | 2026-11-15 | Poster inside.
Salt | Osei Quartet | 1962 | Blue Pier | worn | 900 | 2026-11-16 | Side B crackles.
A Map of Rain | Ida Vale | 1971 | Northline | good | 2100 | 2026-11-19 |`,
});

export const grant = noun({
  names: ["grant application", "grant", "funding application", "tender"],
  domain: "nonprofit",
  icon: "landmark",
  accent: "teal",
  visibility: "team",
  description: "Money that was asked for, from whom, by when, and what became of it.",
  displayField: "title",
  fields: [
    text("title", must),
    text("funder", must),
    money("amount", { label: "Asked for", min: 0 }),
    date("deadline", must),
    text("responsible", { label: "Who writes it" }),
    longText("notes"),
  ],
  views: ["board", "table", "calendar"],
  workflow: flow(
    "planned, writing/info, submitted/warning, granted/success, refused/danger",
    "planned>writing Begin writing, writing>submitted Submit, submitted>granted Granted, submitted>refused Refused",
  ),
  lifecycle: "always",
  samples: `
title | funder | amount | deadline | responsible | status | notes
Reading room for children | City culture office | 1200000 | 2026-12-01 | Leila | writing | Three letters of support needed.
Solar roof | Green Future Fund | 4500000 | 2027-01-15 | Tom | planned |
Summer camp | Youth foundation | 800000 | 2026-11-30 | Amara | submitted |
New instruments | Savings bank | 350000 | 2026-11-10 | Kenji | granted | Report due in June.
Accessible entrance | Regional council | 2200000 | 2026-11-05 | Priya | refused | Apply again next year.
Volunteer training | Community trust | 280000 | 2027-02-01 | Leila | planned |`,
});

export const workReport = noun({
  names: ["work report", "weekly report", "daily report", "progress report", "training report", "field report"],
  domain: "work",
  icon: "file-text",
  accent: "indigo",
  visibility: "team",
  description: "What somebody did in a day or a week, for somebody else to sign off.",
  displayField: "title",
  fields: [
    text("title", must),
    text("author", must),
    date("upTo", { label: "Up to", required: true }),
    longText("did", { label: "What was done", required: true }),
    longText("learned", { label: "What was learned" }),
    decimal("hours", { unit: "h", min: 0 }),
  ],
  views: ["table", "board"],
  workflow: flow(
    "draft, handedIn=Handed in/info, signedOff=Signed off/success",
    "draft>handedIn Hand in, handedIn>signedOff Sign off, handedIn>draft Give back",
  ),
  lifecycle: "always",
  samples: `
title | author | upTo | did | learned | hours | status
Week 44 | Ella Thompson | 2026-11-01 | Sharpened tools, planed oak boards. | Reading the grain. | 38 | signedOff
Week 45 | Ella Thompson | 2026-11-08 | First dovetails, all by hand. | Patience. | 38 | signedOff
Week 46 | Ella Thompson | 2026-11-15 | Fitted a kitchen with the team. | Working on site. | 40 | handedIn
Week 45 | Finn Hoffmann | 2026-11-08 | Wired a stairwell. | Two-way switches. | 38 | signedOff
Week 46 | Finn Hoffmann | 2026-11-15 | Fault finding in an old house. | Measuring before guessing. | 39.5 | handedIn
Week 47 | Finn Hoffmann | 2026-11-22 | Panel for a workshop. | | 31 | draft`,
});

export const parkingSpace = noun({
  names: ["parking space", "parking spot", "parking bay"],
  domain: "vehicles",
  icon: "car",
  accent: "sky",
  visibility: "team",
  description: "A place for a car, who has it and when it is free.",
  displayField: "name",
  fields: [
    text("name", { label: "Number", required: true, unique: true }),
    text("level"),
    text("holder", { label: "Who has it" }),
    text("plate"),
    choice("kind", "car, large, charging/success, accessible/info", { default: "car" }),
    longText("notes"),
  ],
  expects: ["booking"],
  samples: `
name | level | holder | plate | kind | notes
P1 | Yard | Amara Osei | LB 21 KTR | car |
P2 | Yard | | | accessible | Kept free.
P3 | Yard | Jonas Lindqvist | OS 19 PLM | charging | Eleven kilowatts.
P11 | Garage | Priya Raman | YK 70 DFG | car |
P12 | Garage | | | large | For guests with vans.
P13 | Garage | Hannah Weiss | LD 23 AAC | car | Free in August.`,
});
