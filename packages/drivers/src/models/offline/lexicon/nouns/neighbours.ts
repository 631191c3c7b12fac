import { choice, date, dateTime, email, flow, image, integer, location, longText, money, must, noun, phone, text, yesNo } from "./draft.ts";

export const loan = noun({
  names: ["loan", "borrowing", "checkout record"],
  domain: "inventory",
  icon: "handshake",
  accent: "sky",
  description: "Something lent to somebody, with the day it is due back.",
  displayField: "borrower",
  fields: [text("borrower", must), date("lentOn", must), date("dueOn", must), yesNo("returned", { default: false }), longText("notes")],
  views: ["table", "calendar"],
  relations: [
    { to: "book", field: "book", label: "Book", required: true, onDelete: "cascade" },
    { to: "asset", field: "asset", label: "Asset" },
  ],
  belongs: true,
  samples: `
borrower | lentOn | dueOn | returned | notes
Hannah Weiss | 2026-11-03 | 2026-11-24 | yes |
Omar Farouk | 2026-11-09 | 2026-11-30 | no | Asked for one more week.
Ella Thompson | 2026-11-16 | 2026-12-07 | no |
Kenji Sato | 2026-11-20 | 2026-12-11 | no |
Sophie Laurent | 2026-10-28 | 2026-11-18 | yes | Cover slightly bent.
Tom Barker | 2026-12-01 | 2026-12-22 | no |
Leila Haddad | 2026-12-04 | 2026-12-25 | no | For the reading group.
Finn Hoffmann | 2027-01-11 | 2027-02-01 | no |`,
});

export const hire = noun({
  names: ["hire", "rental agreement of a thing", "hire agreement"],
  domain: "commerce",
  icon: "key",
  accent: "teal",
  description: "Something rented out to a customer, with the deposit and the day it is due back.",
  displayField: "customerName",
  fields: [
    text("customerName", { label: "Customer", required: true }),
    phone("phone"),
    date("outOn", { label: "Out on", required: true }),
    date("dueOn", { label: "Due back", required: true }),
    money("price", { min: 0 }),
    money("deposit", { min: 0 }),
    longText("notes"),
  ],
  views: ["table", "calendar"],
  workflow: flow(
    "reserved/info, out/warning, returned/success, overdue/danger",
    "reserved>out Hand over, out>returned Take back, out>overdue Mark as overdue, overdue>returned Take back",
  ),
  lifecycle: "always",
  belongs: true,
  samples: `
customerName | phone | outOn | dueOn | price | deposit | status | notes
Amara Osei | +44 555 0121 | 2026-11-20 | 2026-11-23 | 4500 | 10000 | out |
Jonas Lindqvist | +44 555 0122 | 2026-11-18 | 2026-11-20 | 3000 | 10000 | overdue | Called on Friday.
Priya Raman | +44 555 0123 | 2026-11-10 | 2026-11-12 | 3000 | 10000 | returned |
Mateo Alvarez | +44 555 0124 | 2026-11-28 | 2026-11-30 | 3000 | 10000 | reserved | Comes at nine.
Hannah Weiss | +44 555 0125 | 2026-12-05 | 2026-12-12 | 9000 | 20000 | reserved |
Kenji Sato | +44 555 0126 | 2026-11-14 | 2026-11-15 | 1500 | 5000 | returned | A small scratch, noted before.`,
});

export const lift = noun({
  names: ["lift", "carpool", "shared ride", "carpool ride", "ride to share"],
  domain: "travel",
  icon: "car",
  accent: "emerald",
  visibility: "team",
  description: "A ride that others can join, with its seats and what each pays.",
  displayField: "title",
  fields: [
    text("title", { label: "Route", required: true }),
    text("driver", must),
    dateTime("leavesAt", { label: "Leaves at", required: true }),
    location("meetingPoint", { label: "Meeting point" }),
    integer("seats", { label: "Free seats", min: 0 }),
    text("riders", { label: "Who rides along" }),
    money("costShare", { label: "Share of the petrol", min: 0 }),
    longText("notes"),
  ],
  views: ["table", "calendar"],
  samples: `
title | driver | leavesAt | meetingPoint | seats | riders | costShare | notes
North side to the office | Amara Osei | 2026-11-23T07:30:00Z | Station square | 2 | Tom, Leila | 250 |
Office to north side | Amara Osei | 2026-11-23T17:15:00Z | Main entrance | 3 | Tom | 250 | May be ten minutes late.
Riverside to the office | Jonas Lindqvist | 2026-11-24T07:45:00Z | Bridge Street 4 | 3 | | 200 |
Harbour to the office | Priya Raman | 2026-11-25T08:00:00Z | Ferry stop | 1 | Kenji, Mateo | 300 | Room for a bicycle.
Office to the harbour | Priya Raman | 2026-11-25T17:00:00Z | Car park B | 2 | Kenji | 300 |
North side to the office | Tom Barker | 2026-11-26T07:30:00Z | Station square | 4 | | 250 | Through the winter.`,
});

export const concern = noun({
  names: ["concern", "incident report", "bullying report", "harassment report", "misconduct report", "safety report"],
  domain: "community",
  icon: "flag",
  accent: "rose",
  visibility: "personal",
  description: "Something that somebody reports, with a name or without, so that it is looked into.",
  displayField: "title",
  fields: [
    text("title", { label: "What it is about", required: true }),
    longText("happened", { label: "What happened", required: true }),
    location("place"),
    date("happenedOn", { label: "When" }),
    choice("urgency", "canWait=Can wait/info, soon/warning, now/danger", { default: "soon" }),
    yesNo("anonymous", { label: "Keep my name out of it", default: true }),
    longText("measures", { label: "What is done about it" }),
  ],
  views: ["table", "board"],
  workflow: flow(
    "reported/info, lookedInto=Looked into/warning, settled/success",
    "reported>lookedInto Look into it, lookedInto>settled Settle, settled>lookedInto Open again",
    ["admin"],
  ),
  lifecycle: "always",
  samples: `
title | happened | place | happenedOn | urgency | anonymous | status
Name-calling at the bus stop | Three older ones wait there every morning. | Bus stop, east gate | 2026-11-17 | soon | yes | reported
Left out of the group chat | A second chat was made without her, and jokes are shared there. | Class 7a | 2026-11-12 | canWait | yes | lookedInto
Bag hidden again | The third time this month. | Changing room | 2026-11-19 | soon | no | reported
Shoved on the stairs | It was on purpose, and others laughed. | North stairs | 2026-11-09 | now | yes | lookedInto
Photos passed around | They were taken without asking. | Break hall | 2026-10-30 | now | yes | settled
Threats about homework | He wants it done for him. | Library | 2026-11-05 | soon | no | settled`,
});

export const signature = noun({
  names: ["signature", "petition signature"],
  domain: "community",
  icon: "pen-tool",
  accent: "indigo",
  visibility: "public",
  description: "Somebody who signs, with where they are from and why.",
  displayField: "name",
  fields: [
    text("name", must),
    email("email"),
    location("town"),
    longText("reason", { label: "Why I sign" }),
    date("signedOn", { label: "Signed on", required: true }),
    yesNo("newsWanted", { label: "Keep me informed" }),
  ],
  samples: `
name | email | town | reason | signedOn | newsWanted
Amara Osei | amara.osei@example.com | Leeds | My children cross there every day. | 2026-11-16 | yes
Jonas Lindqvist | jonas.lindqvist@example.com | Leeds | | 2026-11-16 | no
Priya Raman | priya.raman@example.com | Bradford | It worked in our street. | 2026-11-17 | yes
Mateo Alvarez | mateo.alvarez@example.com | Leeds | | 2026-11-18 | no
Hannah Weiss | hannah.weiss@example.com | York | Because somebody has to. | 2026-11-19 | yes
Kenji Sato | kenji.sato@example.com | Leeds | | 2026-11-20 | no`,
});

export const waitingEntry = noun({
  names: ["waiting list entry", "waitlist entry", "place in the queue"],
  plural: "waiting list entries",
  domain: "services",
  icon: "list-checks",
  accent: "amber",
  description: "Somebody who waits for a place, and since when.",
  displayField: "name",
  fields: [
    text("name", must),
    text("contactPerson", { label: "Contact person" }),
    phone("phone"),
    email("email"),
    date("waitingSince", { label: "Waiting since", required: true }),
    date("wantedFrom", { label: "Wanted from" }),
    choice("priority", "normal/info, sibling/success, urgent/danger", { default: "normal" }),
    longText("notes"),
  ],
  views: ["table", "board"],
  workflow: flow(
    "waiting/info, offered/warning, accepted/success, declined",
    "waiting>offered Offer a place, offered>accepted Accept, offered>declined Decline, offered>waiting Take the offer back",
  ),
  lifecycle: "always",
  samples: `
name | contactPerson | phone | email | waitingSince | wantedFrom | priority | status | notes
Ella Thompson | Grace Thompson | +44 555 0141 | grace.thompson@example.com | 2026-09-01 | 2027-01-04 | sibling | offered | Brother is here already.
Finn Hoffmann | Lena Hoffmann | +44 555 0142 | lena.hoffmann@example.com | 2026-09-14 | 2027-02-01 | normal | waiting |
Noor Haddad | Leila Haddad | +44 555 0143 | leila.haddad@example.com | 2026-08-20 | 2026-12-01 | urgent | accepted |
Oskar Lindqvist | Jonas Lindqvist | +44 555 0144 | jonas.lindqvist@example.com | 2026-10-05 | 2027-03-01 | normal | waiting | Mornings are enough.
Mina Sato | Kenji Sato | +44 555 0145 | kenji.sato@example.com | 2026-10-18 | 2027-03-01 | normal | waiting |
Leo Barker | Tom Barker | +44 555 0146 | tom.barker@example.com | 2026-07-02 | 2026-11-02 | normal | declined | Found a place nearer home.`,
});

export const foundItem = noun({
  names: ["found item", "lost item", "lost property", "lost thing", "found thing"],
  domain: "services",
  icon: "search",
  accent: "orange",
  visibility: "team",
  description: "Something that was lost or found, where and when, and whose it is.",
  displayField: "name",
  fields: [
    text("name", { label: "What", required: true }),
    choice("kind", "found/success, lost/warning", { default: "found", required: true }),
    location("place", { label: "Where" }),
    date("day", { label: "When", required: true }),
    longText("description"),
    text("ownerName", { label: "Owner" }),
    phone("phone"),
    image("photo"),
  ],
  views: ["cards", "table"],
  workflow: flow(
    "open/info, claimed/warning, returned/success",
    "open>claimed Somebody claims it, claimed>returned Hand it over, claimed>open Not theirs",
  ),
  lifecycle: "always",
  samples: `
name | kind | place | day | description | ownerName | phone | status
Blue umbrella | found | Main stage | 2026-11-20 | Wooden handle, one bent rib. | | | open
House keys | found | Bar tent | 2026-11-20 | Three keys on a red ribbon. | Hannah Weiss | +44 555 0151 | claimed
Phone with a cracked screen | lost | Camp site C | 2026-11-19 | Black, with a sticker of a fox. | Omar Farouk | +44 555 0152 | open
Child's rucksack | found | Shuttle bus | 2026-11-19 | Green, with a lunch box inside. | | | open
Silver ring | lost | Showers | 2026-11-18 | Engraved on the inside. | Sophie Laurent | +44 555 0153 | returned
Denim jacket | found | Cloakroom | 2026-11-18 | Size M. | | | open`,
});

export const debt = noun({
  names: ["debt", "settlement", "iou"],
  domain: "money",
  icon: "scale",
  accent: "violet",
  description: "What one owes another, and whether it is paid back.",
  displayField: "reason",
  fields: [
    text("reason", { label: "For what", required: true }),
    text("owes", { label: "Who owes", required: true }),
    text("owedTo", { label: "To whom", required: true }),
    money("amount", { required: true, min: 0 }),
    date("since"),
    yesNo("paidBack", { label: "Paid back", default: false }),
  ],
  samples: `
reason | owes | owedTo | amount | since | paidBack
Ferry tickets | Tom | Leila | 2400 | 2026-11-14 | no
Dinner by the harbour | Amara | Tom | 1850 | 2026-11-15 | no
Petrol | Leila | Amara | 3100 | 2026-11-16 | yes
Museum | Tom | Amara | 900 | 2026-11-17 | no
Groceries | Amara | Leila | 2275 | 2026-11-18 | yes
Boat hire | Leila | Tom | 4000 | 2026-11-19 | no`,
});

export const guestbookEntry = noun({
  names: ["guestbook entry", "guestbook", "guest book", "guest book entry"],
  domain: "travel",
  icon: "book-open",
  accent: "amber",
  visibility: "public",
  description: "What a guest writes when they leave.",
  displayField: "name",
  fields: [
    text("name", must),
    longText("words", must),
    text("from", { label: "From where" }),
    date("stayedUntil", { label: "Stayed until" }),
    image("photo"),
  ],
  views: ["cards", "table"],
  samples: `
name | words | from | stayedUntil
Amara and Tom | The stove, the view, the quiet. We will be back. | Leeds | 2026-11-15
The Lindqvists | The children asked whether we could stay for ever. | Malmö | 2026-11-08
Priya Raman | Thank you for the tip with the bakery! | Bristol | 2026-11-02
Mateo and friends | Eleven games of cards, one broken cup. Sorry! | Porto | 2026-10-25
Hannah Weiss | I slept as I have not slept for years. | Graz | 2026-10-18
Kenji and Leila | The path along the river is wonderful in the morning. | York | 2026-10-11`,
});
