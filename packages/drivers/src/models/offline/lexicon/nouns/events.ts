import {
  choice,
  date,
  dateTime,
  email,
  flow,
  image,
  integer,
  location,
  longText,
  money,
  must,
  noun,
  phone,
  tags,
  text,
  url,
  yesNo,
} from "./draft.ts";

export const event = noun({
  names: ["event", "meetup", "gathering", "gig", "concert", "performance"],
  domain: "events",
  icon: "calendar",
  accent: "violet",
  visibility: "public",
  description: "Something that happens at a time and a place.",
  displayField: "title",
  fields: [
    text("title", must),
    dateTime("startsAt", { label: "Starts", required: true }),
    dateTime("endsAt", { label: "Ends" }),
    location("location"),
    choice("kind", "conference/info, concert, workshop, meetup, party, sport, other", { default: "meetup" }),
    integer("capacity", { label: "Places", min: 0 }),
    money("price", { min: 0 }),
    longText("description"),
    image("poster"),
  ],
  views: ["cards", "calendar", "table"],
  relations: [
    { to: "venue", field: "venue", label: "Venue" },
    { to: "category", field: "category", label: "Category" },
    { to: "speaker", field: "speakers", label: "Speakers", many: true },
  ],
  samples: `
title | startsAt | endsAt | location | kind | capacity | price | venue | category | description
Winter Jazz Night | 2026-12-05T19:30:00Z | 2026-12-05T23:00:00Z | Bristol | concert | 220 | 2400 | The Old Foundry | Music | Three trios, one bar and a late encore.
Frontend Meetup: Forms | 2026-11-26T18:00:00Z | 2026-11-26T20:30:00Z | Berlin | meetup | 80 | 0 | Loft Eleven | Technology | Two talks and pizza.
City Data Summit | 2027-02-11T08:30:00Z | 2027-02-12T17:00:00Z | Amsterdam | conference | 600 | 39000 | Harbour Hall | Technology | Two days on open data and better streets.
Sourdough for Beginners | 2026-11-29T10:00:00Z | 2026-11-29T14:00:00Z | Leeds | workshop | 14 | 6500 | Mill Kitchen | Food | Take home a loaf and a starter.
New Year's Swim | 2027-01-01T11:00:00Z | 2027-01-01T12:00:00Z | Brighton | sport | 150 | 0 | Pier Beach | Sport | Cold water, hot soup.
Lantern Parade | 2026-12-11T16:30:00Z | 2026-12-11T18:30:00Z | York | party | 500 | 0 | Market Square | Family | Build your lantern from three o'clock.
Photography Walk: Fog | 2027-01-16T07:30:00Z | 2027-01-16T10:00:00Z | Edinburgh | meetup | 20 | 800 | Castle Gate | Art | Bring a tripod and gloves.
Spring Ceramics Fair | 2027-03-20T09:00:00Z | 2027-03-21T18:00:00Z | Bath | other | 1200 | 500 | The Old Foundry | Art | Sixty potters from eleven countries.
Charity Quiz Evening | 2026-12-02T19:00:00Z | 2026-12-02T22:00:00Z | Cardiff | party | 96 | 1000 | Loft Eleven | Family | Teams of up to six.`,
});

export const venue = noun({
  names: ["venue", "event location", "hall"],
  domain: "events",
  icon: "map-pin",
  accent: "rose",
  visibility: "public",
  description: "A place where things happen.",
  displayField: "name",
  fields: [
    text("name", must),
    location("address", must),
    integer("capacity", { label: "People", min: 0 }),
    money("dailyRate", { label: "Price a day", min: 0 }),
    yesNo("accessible", { label: "Wheelchair accessible" }),
    tags("amenities"),
    phone("phone"),
    url("website"),
    image("photo"),
  ],
  views: ["cards", "table"],
  relations: [{ to: "city", field: "city", label: "City" }],
  expects: ["booking", "reviews"],
  samples: `
name | address | capacity | dailyRate | accessible | amenities | phone | website
The Old Foundry | 2 Forge Street, Bristol | 350 | 180000 | yes | stage, bar, sound | +44 555 0401 | https://oldfoundry.example
Loft Eleven | Spreeufer 11, Berlin | 90 | 75000 | no | projector, kitchen | +49 555 0402 | https://loft11.example
Harbour Hall | Kade 40, Amsterdam | 800 | 420000 | yes | stage, catering, translation booths | +31 555 0403 | https://harbourhall.example
Mill Kitchen | 3 Weir Lane, Leeds | 24 | 38000 | yes | ovens, tools | +44 555 0404 | https://millkitchen.example
Pier Beach | Seafront, Brighton | 400 | 0 | yes | showers | +44 555 0405 |
Market Square | Market Square, York | 1500 | 25000 | yes | power | +44 555 0406 |
Castle Gate | Castlehill 1, Edinburgh | 60 | 12000 | no | shelter | +44 555 0407 |
Glasshouse Garden | 9 Orchard Road, Bath | 120 | 145000 | yes | catering, garden | +44 555 0408 | https://glasshouse.example`,
});

export const guest = noun({
  names: ["guest", "attendee", "wedding guest", "participant", "invitee"],
  domain: "events",
  icon: "users",
  accent: "pink",
  description: "Somebody who is invited.",
  displayField: "name",
  fields: [
    text("name", must),
    email("email"),
    phone("phone"),
    integer("partySize", { label: "People", min: 1, max: 12, default: 1 }),
    choice("diet", "none, vegetarian/success, vegan/success, glutenFree=Gluten-free/info, other", { label: "Food", default: "none" }),
    text("tableName", { label: "Table" }),
    longText("notes"),
  ],
  views: ["table", "board"],
  workflow: flow(
    "toInvite=To invite, invited/info, coming/success, declined/danger",
    "toInvite>invited Send the invitation, invited>coming Mark as coming, invited>declined Mark as declined, coming>declined Mark as declined, declined>coming Mark as coming",
  ),
  lifecycle: "always",
  relations: [{ to: "event", field: "event", label: "Event", onDelete: "cascade" }],
  samples: `
name | email | phone | partySize | diet | tableName | status | notes
Charlotte and Hugo Bennett | bennetts@example.com | +44 555 0411 | 2 | none | Roses | coming | Friends from university.
Aunt Margaret | margaret@example.com | +44 555 0412 | 1 | vegetarian | Family | coming | Needs a chair with arms.
The Okonkwo family | okonkwo@example.com | +44 555 0413 | 5 | none | Tulips | coming | Three children.
Liam Walsh | liam.walsh@example.com | +353 555 0414 | 1 | glutenFree | Roses | invited | Plays the fiddle.
Yara and Tim de Vries | devries@example.com | +31 555 0415 | 2 | vegan | Lilies | invited |
Professor Lindholm | lindholm@example.com | +46 555 0416 | 2 | none | | toInvite | Address in the old notebook.
Rosa Delgado | rosa.delgado@example.com | +34 555 0417 | 1 | none | Family | coming | Arrives the day before.
Nathan Cole | nathan.cole@example.com | +1 555 0418 | 2 | other | | declined | Expecting a baby that week.`,
  qualified: {
    "hotel room": `
Amelia Hart | amelia.hart@example.com | +44 555 0421 | 2 | none | | coming | Late arrival, about eleven.
Marco Rossi | marco.rossi@example.com | +39 555 0422 | 1 | none | | coming | Business, needs an invoice.
Hana and Ken Sato | hana.sato@example.com | +81 555 0423 | 2 | vegetarian | | invited | Twin beds.
The Okonkwo family | okonkwo@example.com | +44 555 0424 | 4 | none | | coming | A cot for the youngest.
Sofia Lindqvist | sofia.l@example.com | +46 555 0425 | 1 | glutenFree | | coming | Regular guest, likes room 102.
Daniel Okafor | d.okafor@example.com | +234 555 0426 | 2 | none | | declined | Cancelled two days before.
Priya Nair | priya.nair@example.com | +91 555 0427 | 1 | vegan | | coming | Early check-in asked for.
George and Ann Ellis | ellis@example.com | +44 555 0428 | 2 | none | | invited | Ground floor, please.`,
  },
});

export const eventTicket = noun({
  names: ["event ticket", "admission", "entry ticket"],
  domain: "events",
  icon: "ticket",
  accent: "violet",
  description: "A right to come in.",
  displayField: "code",
  fields: [
    text("code", { label: "Ticket number", required: true, unique: true }),
    text("holder", must),
    email("email"),
    choice("kind", "standard, student/info, vip=VIP/warning, free", { default: "standard" }),
    money("price", { required: true, min: 0 }),
    date("boughtOn", { label: "Bought" }),
  ],
  workflow: flow(
    "reserved/warning, paid/info, used/success, refunded/danger",
    "reserved>paid Mark as paid, paid>used Check in, paid>refunded Refund, reserved>refunded Cancel",
  ),
  lifecycle: "always",
  relations: [{ to: "event", field: "event", label: "Event", onDelete: "cascade" }],
  samples: `
code | holder | email | kind | price | boughtOn | status | event
WJN-0001 | Charlotte Bennett | charlotte@example.com | standard | 2400 | 2026-11-04 | paid | Winter Jazz Night
WJN-0002 | Hugo Bennett | hugo@example.com | standard | 2400 | 2026-11-04 | paid | Winter Jazz Night
WJN-0003 | Liam Walsh | liam.walsh@example.com | student | 1600 | 2026-11-09 | reserved | Winter Jazz Night
CDS-0117 | Yara de Vries | yara@example.com | vip | 59000 | 2026-11-12 | paid | City Data Summit
CDS-0118 | Nathan Cole | nathan.cole@example.com | standard | 39000 | 2026-11-13 | refunded | City Data Summit
CDS-0119 | Mina Park | mina.park@example.com | student | 19000 | 2026-11-15 | paid | City Data Summit
SFB-0008 | Rosa Delgado | rosa.delgado@example.com | standard | 6500 | 2026-11-16 | paid | Sourdough for Beginners
CQE-0040 | Omar Farouk | omar.farouk@example.com | free | 0 | 2026-11-18 | reserved | Charity Quiz Evening`,
});

export const speaker = noun({
  names: ["speaker", "presenter", "host"],
  domain: "events",
  icon: "mic",
  accent: "indigo",
  visibility: "public",
  description: "Somebody who gives a talk.",
  displayField: "name",
  fields: [
    text("name", must),
    text("topic", must),
    text("organisation"),
    email("email"),
    url("website"),
    longText("biography"),
    image("photo"),
  ],
  views: ["cards", "table"],
  samples: `
name | topic | organisation | email | website | biography
Amina Diallo | Streets that cool cities | Dakar Urban Lab | amina.diallo@example.com | https://diallo.example | Plans trees before roads.
Henrik Lund | Forms nobody hates | Formwerk | henrik.lund@example.com | https://lund.example | Has removed 4,000 input fields.
Keiko Arai | Maps without borders | Atlas Institute | keiko.arai@example.com | https://arai.example | Cartographer and cyclist.
Rafael Soto | Privacy as a habit | Open Ledger | rafael.soto@example.com | https://soto.example | Explains law with cartoons.
Olivia Grant | Small data, big answers | Northwind Energy | olivia.grant@example.com | | Statistician who hates pie charts.
Samir Patel | Bread as a network | Mill Kitchen | samir.patel@example.com | | Baker, formerly an engineer.
Elif Yılmaz | Testing in the open | Harbour Trust | elif.yilmaz@example.com | https://yilmaz.example | Breaks things politely.
Jack Turner | The night the servers sang | Lumen Labs | jack.turner@example.com | | Tells war stories with slides.`,
});

export const talk = noun({
  names: ["talk", "conference session", "session", "keynote"],
  domain: "events",
  icon: "presentation",
  accent: "sky",
  visibility: "public",
  description: "A slot in the programme.",
  displayField: "title",
  fields: [
    text("title", must),
    dateTime("startsAt", { label: "Starts", required: true }),
    integer("minutes", { label: "Length", unit: "min", min: 5, default: 45 }),
    text("room"),
    choice("level", "everyone/success, some=Some experience/info, experts/warning", { default: "everyone" }),
    longText("summary"),
  ],
  views: ["calendar", "table", "cards"],
  relations: [
    { to: "speaker", field: "speaker", label: "Speaker" },
    { to: "event", field: "event", label: "Event", onDelete: "cascade" },
  ],
  samples: `
title | startsAt | minutes | room | level | speaker | summary
Opening: streets that cool | 2027-02-11T09:00:00Z | 40 | Main hall | everyone | Amina Diallo | Why shade is infrastructure.
Forms nobody hates | 2027-02-11T10:00:00Z | 30 | Dock 2 | everyone | Henrik Lund | Ten patterns with numbers.
Maps without borders | 2027-02-11T11:00:00Z | 45 | Main hall | some | Keiko Arai | What a projection hides.
Privacy as a habit | 2027-02-11T13:30:00Z | 45 | Dock 1 | everyone | Rafael Soto |
Small data, big answers | 2027-02-11T14:30:00Z | 60 | Dock 2 | experts | Olivia Grant | Workshop with your own file.
Bread as a network | 2027-02-12T09:30:00Z | 30 | Main hall | everyone | Samir Patel | Starters, trust and version control.
Testing in the open | 2027-02-12T10:30:00Z | 45 | Dock 1 | some | Elif Yılmaz |
The night the servers sang | 2027-02-12T16:00:00Z | 40 | Main hall | everyone | Jack Turner | Closing talk.`,
});
