import { choice, date, decimal, flow, image, longText, money, must, noun, tags, text, url, yesNo } from "./draft.ts";

export const invoice = noun({
  names: ["invoice", "bill"],
  domain: "money",
  icon: "receipt",
  accent: "blue",
  description: "What a customer owes and by when.",
  displayField: "number",
  fields: [
    text("number", { label: "Invoice number", required: true, unique: true }),
    text("billTo", { label: "Billed to" }),
    date("issuedOn", { label: "Issued", required: true }),
    date("dueOn", { label: "Due", required: true }),
    money("amount", { required: true, min: 0 }),
    decimal("taxRate", { unit: "%", min: 0, max: 100, default: 20 }),
    longText("notes"),
  ],
  views: ["table", "board", "calendar"],
  workflow: flow(
    "draft, sent/info, overdue/danger, paid/success, cancelled/danger",
    "draft>sent Send, draft>cancelled Cancel, sent>paid Mark as paid, sent>overdue Mark as overdue, overdue>paid Mark as paid, sent>cancelled Cancel",
  ),
  lifecycle: "always",
  relations: [
    { to: "client", field: "client", label: "Client" },
    { to: "project", field: "project", label: "Project" },
  ],
  samples: `
number | billTo | issuedOn | dueOn | amount | taxRate | status | client | notes
INV-1058 | Greenfield Foods | 2026-11-18 | 2026-12-18 | 840000 | 20 | sent | Greenfield Foods | Second of three parts.
INV-1057 | Atlas Fitness | 2026-11-15 | 2026-11-29 | 320000 | 19 | sent | Atlas Fitness |
INV-1056 | Northwind Energy | 2026-11-10 | 2026-12-10 | 1575000 | 0 | paid | Northwind Energy | Paid early.
INV-1055 | Bluebird Travel | 2026-11-02 | 2026-11-16 | 98000 | 20 | overdue | Bluebird Travel | Reminder sent.
INV-1054 | Harbour Trust | 2026-11-01 | 2026-12-01 | 460000 | 20 | sent | Harbour Trust |
INV-1059 | Sunrise Dental | 2026-11-20 | 2026-12-20 | 215000 | 8 | draft | Sunrise Dental |
INV-1060 | Kobayashi Design | 2026-11-21 | 2026-12-21 | 128000 | 10 | draft | Kobayashi Design | Check the hours first.
INV-1053 | Amelia Hart | 2026-11-01 | 2026-11-15 | 36000 | 20 | cancelled | Amelia Hart | Replaced by INV-1054.`,
});

export const expense = noun({
  names: ["expense", "spending", "expenditure"],
  domain: "money",
  icon: "wallet",
  accent: "rose",
  visibility: "personal",
  description: "Money that was spent.",
  displayField: "description",
  fields: [
    text("description", must),
    money("amount", { required: true, min: 0 }),
    date("spentOn", { label: "Date", required: true }),
    choice("kind", "groceries/success, housing, transport/info, eatingOut=Eating out/warning, health, leisure, shopping, other", {
      required: true,
      default: "other",
    }),
    choice("paidWith", "card, cash, transfer", { default: "card" }),
    yesNo("recurring"),
    image("receipt"),
    longText("notes"),
  ],
  relations: [
    { to: "category", field: "category", label: "Category" },
    { to: "budget", field: "budget", label: "Budget" },
    { to: "project", field: "project", label: "Project" },
    { to: "trip", field: "trip", label: "Trip", onDelete: "cascade" },
    { to: "account", field: "account", label: "Account" },
  ],
  samples: `
description | amount | spentOn | kind | paidWith | recurring | notes
Weekly groceries | 8640 | 2026-11-21 | groceries | card | no |
November rent | 98000 | 2026-11-01 | housing | transfer | yes |
Monthly train pass | 8900 | 2026-11-02 | transport | card | yes |
Dinner with Sam | 5450 | 2026-11-14 | eatingOut | card | no | Birthday
Electricity | 7120 | 2026-11-05 | housing | transfer | yes |
Running shoes | 12900 | 2026-11-11 | shopping | card | no | On sale
Cinema tickets | 2600 | 2026-11-15 | leisure | cash | no |
Dentist | 6500 | 2026-11-12 | health | card | no |
Coffee beans | 1650 | 2026-11-18 | groceries | card | no |
Gym membership | 3900 | 2026-11-03 | health | transfer | yes |`,
  qualified: {
    trip: `
Night train, two berths | 18600 | 2026-11-14 | transport | card | no |
Hotel, three nights | 41700 | 2026-11-15 | housing | card | no | Breakfast included
City museum | 3200 | 2026-11-16 | leisure | cash | no |
Dinner by the harbour | 7850 | 2026-11-16 | eatingOut | card | no | Worth every cent
Tram day passes | 1400 | 2026-11-16 | transport | cash | no |
Picnic from the market | 2260 | 2026-11-17 | groceries | cash | no |
Rain jacket | 8900 | 2026-11-17 | shopping | card | no | It rained
Boat tour | 6400 | 2026-11-18 | leisure | card | no |`,
    vehicle: `
Insurance, winter half | 31200 | 2026-11-01 | transport | transfer | yes |
Full tank | 8150 | 2026-11-04 | transport | card | no |
Winter tyres | 48000 | 2026-11-10 | transport | card | no | Stored at Tyre Point
Car wash | 1490 | 2026-11-13 | transport | card | no |
Parking, city centre | 900 | 2026-11-15 | transport | cash | no |
Road tax | 18600 | 2026-11-16 | transport | transfer | yes |
Windscreen repair | 6900 | 2026-11-17 | transport | card | no |
Charging, motorway | 2154 | 2026-11-20 | transport | card | no |`,
  },
});

export const budget = noun({
  names: ["budget"],
  domain: "money",
  icon: "piggy-bank",
  accent: "emerald",
  visibility: "personal",
  description: "How much may be spent on something.",
  displayField: "name",
  fields: [
    text("name", must),
    money("limit", { required: true, min: 0 }),
    money("spent", { min: 0, default: 0 }),
    choice("period", "weekly, monthly, yearly", { default: "monthly" }),
    date("startsOn", { label: "From" }),
    longText("notes"),
  ],
  views: ["cards", "table"],
  samples: `
name | limit | spent | period | startsOn | notes
Groceries | 45000 | 31290 | monthly | 2026-11-01 | Farmers' market included.
Eating out | 18000 | 16450 | monthly | 2026-11-01 |
Transport | 15000 | 8900 | monthly | 2026-11-01 |
Home and utilities | 130000 | 112120 | monthly | 2026-11-01 |
Holidays | 320000 | 84000 | yearly | 2026-11-01 | Skiing in February.
Clothing | 12000 | 12900 | monthly | 2026-11-01 | Over because of the shoes.
Gifts | 60000 | 14500 | yearly | 2026-11-01 |
Pocket money | 1500 | 1000 | weekly | 2026-11-16 |`,
});

export const transaction = noun({
  names: ["transaction", "payment", "booking entry"],
  domain: "money",
  icon: "arrow-left-right",
  accent: "teal",
  visibility: "personal",
  description: "Money that came in or went out.",
  displayField: "description",
  fields: [
    text("description", must),
    choice("direction", "income/success, expense/danger", { required: true, default: "expense" }),
    money("amount", { required: true, min: 0 }),
    date("bookedOn", { label: "Date", required: true }),
    text("counterparty", { label: "From or to" }),
    tags("tags"),
    longText("notes"),
  ],
  relations: [
    { to: "account", field: "account", label: "Account" },
    { to: "category", field: "category", label: "Category" },
  ],
  samples: `
description | direction | amount | bookedOn | counterparty | tags | account | category
Salary November | income | 342000 | 2026-11-27 | Lumen Labs | salary | Current account | Income
Rent | expense | 98000 | 2026-11-01 | Harbour Homes | home | Current account | Housing
Supermarket | expense | 6480 | 2026-11-19 | Corner Market | food | Current account | Groceries
Freelance logo | income | 65000 | 2026-10-16 | Olsen & Co | side job | Current account | Income
Savings transfer | expense | 40000 | 2026-10-28 | Own savings | savings | Current account | Savings
Interest | income | 1840 | 2026-09-30 | Vistula Bank | interest | Rainy-day savings | Income
Train tickets | expense | 7490 | 2026-09-13 | Railways | travel | Credit card | Travel
Birthday present | expense | 4500 | 2026-08-09 | Toy Box | gifts | Credit card | Leisure`,
});

export const account = noun({
  names: ["account", "bank account", "wallet"],
  domain: "money",
  icon: "landmark",
  accent: "blue",
  visibility: "personal",
  description: "A place where money is kept.",
  displayField: "name",
  fields: [
    text("name", must),
    choice("kind", "current/info, savings/success, credit=Credit card/warning, cash, investment", { required: true, default: "current" }),
    text("bank"),
    money("balance", must),
    date("openedOn", { label: "Opened" }),
    longText("notes"),
  ],
  views: ["cards", "table"],
  samples: `
name | kind | bank | balance | openedOn | notes
Current account | current | Vistula Bank | 284310 | 2019-04-02 | Salary comes in here.
Rainy-day savings | savings | Vistula Bank | 960000 | 2020-01-15 | Three months of rent.
Credit card | credit | Northern Trust | -41290 | 2021-06-30 |
Purse | cash | | 8500 | 2024-01-01 |
World index fund | investment | Broker One | 1875000 | 2021-09-09 | Monthly plan.
Holiday jar | savings | Vistula Bank | 124000 | 2025-02-11 |
Joint household account | current | Savings Union | 152075 | 2023-05-01 | Shared with Sam.
Bonds ladder | investment | Broker One | 500000 | 2026-03-03 |`,
});

export const subscription = noun({
  names: ["subscription", "recurring payment"],
  domain: "money",
  icon: "credit-card",
  accent: "violet",
  visibility: "personal",
  description: "Something paid for again and again.",
  displayField: "name",
  fields: [
    text("name", must),
    money("price", { required: true, min: 0 }),
    choice("cycle", "weekly, monthly, yearly", { label: "Paid", required: true, default: "monthly" }),
    date("renewsOn", { label: "Renews", required: true }),
    choice("kind", "streaming/info, software, news, fitness, insurance, other", { default: "other" }),
    yesNo("autoRenews", { label: "Renews by itself", default: true }),
    url("website"),
    longText("notes"),
  ],
  views: ["table", "calendar", "cards"],
  samples: `
name | price | cycle | renewsOn | kind | autoRenews | notes
Film streaming, family plan | 1799 | monthly | 2026-12-03 | streaming | yes | Shared with my sister.
Music, duo | 1499 | monthly | 2026-12-11 | streaming | yes |
Cloud storage, 2 TB | 999 | monthly | 2026-12-07 | software | yes | Photos of ten years.
Photo editor | 11988 | yearly | 2027-02-14 | software | yes | Cancel before renewal?
Daily paper, digital | 2490 | monthly | 2026-12-01 | news | yes |
Gym | 3900 | monthly | 2026-12-03 | fitness | no | Ends in March.
Bike insurance | 8400 | yearly | 2027-03-20 | insurance | yes |
Language course | 7990 | yearly | 2027-01-09 | other | no |`,
});
