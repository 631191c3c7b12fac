import type { NounLexicon } from "../lexicon/index.ts";
import { choice, date, flow, image, integer, location, longText, money, must, noun, tags, text, yesNo } from "../lexicon/nouns/draft.ts";

/** Nouns of offices and workshops that the kinds of apps bring along. */
export const WORK_NOUNS: NounLexicon = [
  noun({
    names: ["meeting room", "conference room", "boardroom"],
    domain: "work",
    icon: "door-open",
    accent: "indigo",
    description: "A room that people reserve for an hour or a day.",
    displayField: "name",
    fields: [
      text("name", must),
      integer("seats", { required: true, min: 1, max: 500 }),
      text("floor"),
      tags("equipment"),
      yesNo("videoScreen", { label: "Video screen" }),
      longText("notes"),
      image("photo"),
    ],
    views: ["cards", "table"],
    expects: ["booking"],
    samples: `
name | seats | floor | equipment | videoScreen | notes
Juniper | 4 | Ground floor | whiteboard | no | Quiet corner, good for interviews.
Harbour | 8 | First floor | whiteboard, conference phone | yes | Facing the water; blinds for the afternoon.
Cedar | 6 | First floor | flip chart | yes | Next to the kitchen.
Atlas | 14 | Second floor | projector, whiteboard | yes | The tables can be moved.
Phone booth A | 1 | Ground floor | headset | no | For calls of up to an hour.
Phone booth B | 1 | Second floor | headset | no | For calls of up to an hour.
Workshop | 20 | Ground floor | projector, flip chart, sound system | yes | Book an extra half hour to set up.
Library | 5 | Second floor | whiteboard | no | Silent room, no calls please.`,
  }),
  noun({
    names: [
      "leave request",
      "vacation request",
      "time off request",
      "holiday request",
      "absence request",
      "pto request",
      "leave",
      "time off",
    ],
    domain: "work",
    icon: "umbrella",
    accent: "teal",
    description: "Days off that somebody asks for.",
    displayField: "reason",
    fields: [
      text("reason", must),
      text("person", { required: true }),
      choice("kind", "vacation/info, sick/warning, parental, unpaid, training/success", { required: true, default: "vacation" }),
      date("firstDay", must),
      date("lastDay", must),
      integer("days", { min: 1 }),
      longText("notes"),
    ],
    views: ["table", "calendar"],
    relations: [{ to: "employee", field: "employee", label: "Employee", required: true, onDelete: "cascade" }],
    workflow: flow(
      "requested/info, approved/success, rejected/danger, cancelled",
      "requested>approved Approve, requested>rejected Reject, requested>cancelled Cancel, approved>cancelled Cancel",
    ),
    lifecycle: "always",
    samples: `
reason | person | kind | firstDay | lastDay | days | status | notes
Christmas with family | Amara Osei | vacation | 2026-12-21 | 2026-12-31 | 8 | approved |
Ski week | Jonas Lindqvist | vacation | 2027-02-08 | 2027-02-12 | 5 | requested | Handing over to Priya.
Flu | Leila Haddad | sick | 2026-11-23 | 2026-11-25 | 3 | approved |
Moving house | Tom Barker | vacation | 2026-12-04 | 2026-12-04 | 1 | approved |
Accessibility course | Priya Raman | training | 2027-01-19 | 2027-01-20 | 2 | requested | Paid from the team's budget.
Trip to Japan | Kenji Sato | vacation | 2027-03-15 | 2027-03-26 | 10 | requested |
Parental leave | Hannah Weiss | parental | 2027-01-04 | 2027-03-31 | 62 | approved |
Long weekend | Mateo Alvarez | vacation | 2026-11-27 | 2026-11-30 | 2 | rejected | Release week.`,
  }),
  noun({
    names: ["maintenance record", "service record", "car repair", "repair", "repair job", "maintenance", "car service", "oil change"],
    domain: "vehicles",
    icon: "wrench",
    accent: "orange",
    description: "Work done on a vehicle or a machine.",
    displayField: "title",
    fields: [
      text("title", must),
      date("doneOn", must),
      choice("kind", "service/info, repair/warning, inspection/success, tyres, bodywork"),
      money("cost", { min: 0 }),
      integer("mileage", { unit: "km", min: 0 }),
      text("workshop"),
      longText("notes"),
    ],
    views: ["table", "calendar"],
    relations: [
      { to: "vehicle", field: "vehicle", label: "Vehicle", required: true, child: true, onDelete: "cascade" },
      { to: "car", field: "car", label: "Car", required: true, child: true, onDelete: "cascade" },
      { to: "client", field: "client", label: "Client" },
    ],
    workflow: flow(
      "booked/info, inProgress=In progress/warning, done/success, collected",
      "booked>inProgress Start, inProgress>done Finish, done>collected Hand over, inProgress>booked Put back",
    ),
    samples: `
title | doneOn | kind | cost | mileage | workshop | status | notes
Oil and filter change | 2026-11-04 | service | 14900 | 84200 | Mill Lane Garage | done |
Front brake pads | 2026-11-12 | repair | 23800 | 84650 | Mill Lane Garage | done | Discs have about a year left.
Winter tyres fitted | 2026-11-20 | tyres | 8000 | 61300 | Tyre House | collected | Summer set in storage.
Yearly inspection | 2026-12-02 | inspection | 11900 | 102450 | City Test Centre | booked |
New battery | 2026-12-09 | repair | 17900 | 132800 | Roadside help | done | Old one failed at -8 °C.
Scratch on rear door | 2027-01-14 | bodywork | 42000 | 61900 | Colour & Chrome | inProgress | Insurance pays.
Timing belt | 2027-01-28 | repair | 68500 | 133400 | Mill Lane Garage | booked |
Air conditioning refill | 2027-02-11 | service | 9900 | 85900 | Mill Lane Garage | booked |`,
  }),
  noun({
    names: ["sale"],
    domain: "sales",
    icon: "chart-line",
    accent: "emerald",
    description: "Something that was sold.",
    displayField: "item",
    fields: [
      text("item", must),
      money("amount", { required: true, min: 0 }),
      integer("quantity", { min: 1, default: 1 }),
      date("soldOn", must),
      choice("region", "north/info, south/success, east/warning, west"),
      choice("channel", "online/info, store/success, partner, phone/warning"),
      text("salesperson"),
    ],
    views: ["table"],
    relations: [
      { to: "product", field: "product", label: "Product" },
      { to: "customer", field: "customer", label: "Customer" },
    ],
    samples: `
item | amount | quantity | soldOn | region | channel | salesperson
Standing desk, oak | 64900 | 1 | 2026-11-03 | north | online | Amara Osei
Task chair, grey | 89700 | 3 | 2026-11-11 | south | store | Jonas Lindqvist
Monitor arm | 35600 | 4 | 2026-11-24 | west | online | Amara Osei
Desk lamp, brass | 23700 | 3 | 2026-12-02 | east | partner | Priya Raman
Standing desk, walnut | 143800 | 2 | 2026-12-10 | north | phone | Mateo Alvarez
Filing cabinet | 41900 | 1 | 2026-12-18 | south | store | Jonas Lindqvist
Acoustic panel set | 77400 | 6 | 2027-01-07 | west | partner | Priya Raman
Meeting table for eight | 159000 | 1 | 2027-01-15 | east | phone | Mateo Alvarez
Task chair, green | 59800 | 2 | 2027-01-26 | north | online | Amara Osei
Cable tray | 11700 | 9 | 2027-02-09 | south | online | Leila Haddad`,
  }),
  noun({
    names: ["work order", "job order", "service call"],
    domain: "work",
    icon: "hammer",
    accent: "amber",
    description: "A piece of work for a client, from the call to the bill.",
    displayField: "title",
    fields: [
      text("title", must),
      location("address"),
      date("scheduledFor", { label: "Scheduled for" }),
      choice("urgency", "low/info, normal, urgent/danger", { default: "normal" }),
      text("technician"),
      integer("hours", { min: 0, unit: "h" }),
      money("price", { min: 0 }),
      longText("notes"),
      image("photo"),
    ],
    views: ["table", "calendar"],
    relations: [{ to: "client", field: "client", label: "Client" }],
    workflow: flow(
      "new/info, scheduled, inProgress=In progress/warning, done/success, billed",
      "new>scheduled Schedule, scheduled>inProgress Start, inProgress>done Finish, done>billed Bill, scheduled>new Put back",
    ),
    lifecycle: "always",
    samples: `
title | address | scheduledFor | urgency | technician | hours | price | status
Replace kitchen tap | 14 Mill Lane | 2026-11-24 | normal | Tom Barker | 2 | 18500 | done
Boiler without pressure | 3 Harbour Row | 2026-11-25 | urgent | Leila Haddad | 3 | 32000 | billed
Rewire garden shed | 88 Cedar Avenue | 2026-12-03 | low | Kenji Sato | 6 | 74000 | scheduled
Blocked drain | 21 Station Road | 2026-12-04 | urgent | Tom Barker | 1 | 14500 | inProgress
New light fittings | 7 Larkspur Close | 2026-12-11 | normal | Kenji Sato | 4 | 46000 | scheduled
Yearly boiler service | 9 Orchard Way | 2027-01-12 | low | Leila Haddad | 2 | 16500 | new
Leaking shower tray | 40 North Street | 2027-01-14 | normal | Tom Barker | 5 | 51000 | new
Install wall charger | 12 Bridge Street | 2027-02-02 | normal | Kenji Sato | 6 | 92000 | new`,
  }),
];
