import { choice, date, dateTime, flow, integer, location, longText, must, noun, text, yesNo } from "./draft.ts";

export const rehearsal = noun({
  names: ["rehearsal", "choir practice", "band practice"],
  domain: "events",
  icon: "mic",
  accent: "violet",
  visibility: "team",
  description: "When and where those who make music or theatre practise together.",
  displayField: "title",
  fields: [
    text("title", must),
    dateTime("startsAt", { label: "Begins", required: true }),
    integer("minutes", { unit: "min", min: 0 }),
    location("place"),
    text("pieces", { label: "What is practised" }),
    longText("notes"),
  ],
  views: ["table", "calendar"],
  samples: `
title | startsAt | minutes | place | pieces | notes
Everybody | 2026-11-24T19:30:00Z | 120 | Parish hall | Winter programme, first half |
Sopranos and altos | 2026-11-26T19:00:00Z | 90 | Music room | The two hard pages |
Everybody | 2026-12-01T19:30:00Z | 120 | Parish hall | Winter programme, second half | Bring pencils.
Tenors and basses | 2026-12-03T19:00:00Z | 90 | Music room | Entries from the middle on |
Dress rehearsal | 2026-12-11T18:00:00Z | 180 | St Anne's Church | Everything | Black clothes.
Everybody | 2027-01-12T19:30:00Z | 120 | Parish hall | New pieces for spring |`,
});

export const attendanceReply = noun({
  names: ["reply to an invitation", "attendance", "rsvp", "sign-up", "signup"],
  plural: "replies",
  domain: "events",
  icon: "badge-check",
  accent: "emerald",
  visibility: "team",
  description: "Who comes, who does not, and who does not know yet.",
  displayField: "name",
  fields: [
    text("name", must),
    choice("answer", "comes=I come/success, maybe/warning, cannot=I cannot/danger", { default: "comes", required: true }),
    longText("notes"),
  ],
  belongs: true,
  samples: `
name | answer | notes
Amara Osei | comes |
Jonas Lindqvist | maybe | Depends on the train.
Priya Raman | comes | Brings two chairs.
Mateo Alvarez | cannot | Away for work.
Hannah Weiss | comes |
Kenji Sato | comes | Ten minutes late.`,
});

export const score = noun({
  names: ["score", "quiz score", "quiz night score", "result of a round", "high score"],
  domain: "games",
  icon: "trophy",
  accent: "amber",
  visibility: "public",
  description: "The points of a team in one round.",
  displayField: "teamName",
  fields: [
    text("teamName", { label: "Team", required: true }),
    text("round", must),
    integer("points", { required: true, min: 0 }),
    date("playedOn", { label: "Played on", required: true }),
    text("notes"),
  ],
  samples: `
teamName | round | points | playedOn | notes
Quizzly Bears | Music | 8 | 2026-11-19 |
The Know-alls | Music | 6 | 2026-11-19 |
Table Nine | Music | 9 | 2026-11-19 | All of the eighties.
Quizzly Bears | Capitals | 7 | 2026-11-19 |
The Know-alls | Capitals | 10 | 2026-11-19 | Full marks.
Table Nine | Capitals | 5 | 2026-11-19 |`,
});

export const helpWanted = noun({
  names: ["favour", "favor", "helping hand"],
  domain: "community",
  icon: "handshake",
  accent: "teal",
  visibility: "team",
  description: "What somebody needs a hand with, and who lends it.",
  displayField: "title",
  fields: [
    text("title", { label: "What is needed", required: true }),
    longText("details"),
    text("askedBy", { label: "Who asks", required: true }),
    location("place", { label: "Where" }),
    date("neededOn", { label: "When" }),
    text("helper", { label: "Who helps" }),
  ],
  views: ["cards", "board"],
  workflow: flow(
    "open/info, promised/warning, done/success",
    "open>promised Offer to help, promised>done Mark as done, promised>open Cannot after all",
  ),
  lifecycle: "always",
  expects: ["comments"],
  samples: `
title | details | askedBy | place | neededOn | helper | status
Carry a sofa to the second floor | Two strong people for half an hour. | Hannah Weiss | Larkspur Close 7 | 2026-11-28 | Tom Barker | promised
Water the tomatoes | Ten days, every evening. | Omar Farouk | Orchard Way 12 | 2026-12-05 | | open
A lift to the eye doctor | There and back, about an hour of waiting. | Eleanor Whitmore | Bridge Street 4 | 2026-11-25 | Priya Raman | promised
Maths for class 8 | Once a week would be plenty. | Leila Haddad | North Street 40 | 2026-12-01 | | open
Put up a shelf | There is a drill, but nobody to hold it. | Samuel Green | Mill Lane 3 | 2026-11-14 | Kenji Sato | done
Collect a parcel | It is not heavy. | Julia Hansen | Post office | 2026-11-24 | | open`,
});

export const server = noun({
  names: ["server", "monitored service", "host machine", "virtual machine"],
  domain: "software",
  icon: "cpu",
  accent: "sky",
  description: "A machine that runs something, where it stands and how it is.",
  displayField: "name",
  fields: [
    text("name", { required: true, unique: true }),
    text("address"),
    choice("environment", "production/danger, staging/warning, test/info", { default: "production" }),
    text("runs", { label: "What runs on it" }),
    text("responsible", { label: "Who looks after it" }),
    choice("health", "up/success, degraded/warning, down/danger", { default: "up" }),
    date("checkedOn", { label: "Last looked at" }),
    yesNo("backedUp", { label: "Backed up" }),
    longText("notes"),
  ],
  samples: `
name | address | environment | runs | responsible | health | checkedOn | backedUp | notes
web-1 | 10.0.1.11 | production | Website | Priya | up | 2026-11-20 | yes |
web-2 | 10.0.1.12 | production | Website | Priya | degraded | 2026-11-20 | yes | Memory grows, restart planned.
db-1 | 10.0.2.10 | production | Database | Kenji | up | 2026-11-19 | yes | Copies every hour.
mail-1 | 10.0.3.5 | production | Mail | Tom | up | 2026-11-18 | no |
build-1 | 10.0.9.2 | test | Builds | Kenji | down | 2026-11-21 | no | Disk was full.
stage-1 | 10.0.8.1 | staging | Website, next version | Priya | up | 2026-11-17 | no |`,
});

export const kudos = noun({
  names: ["shout-out", "praise", "kudos", "thank-you note"],
  domain: "work",
  icon: "heart",
  accent: "pink",
  visibility: "team",
  description: "A thank-you from one to another, for all to see.",
  displayField: "forWhat",
  fields: [
    text("forWhat", { label: "For what", required: true }),
    text("toWhom", { label: "To", required: true }),
    text("fromWhom", { label: "From" }),
    longText("words"),
    date("day", must),
  ],
  views: ["cards", "table"],
  expects: ["likes"],
  samples: `
forWhat | toWhom | fromWhom | words | day
Stayed late for the move | Priya | Kenji | The truck would still stand there without you. | 2026-11-20
Found the lost invoice | Tom | Leila | Three folders, two hours, no complaint. | 2026-11-19
The calmest call of the year | Amara | Jonas | I learnt a lot from listening. | 2026-11-18
Cake on a Monday | Hannah | Mateo | It saved the week. | 2026-11-16
Explained it a third time | Kenji | Priya | And as kindly as the first time. | 2026-11-13
Fixed the door | Samuel | Everybody | It closes! | 2026-11-12`,
});
