import { PhraseIndex } from "./phrases.ts";
import type { Token } from "./text.ts";
import { APP_WORDS, CLAUSE, FILLER, HAVING, JOINING, MODAL, PREPOSITION, verbOf } from "./words.ts";
import { leaveOut, type Reading } from "./reading.ts";
import { sentenceCase } from "./text.ts";

/** What is asked for often and never delivered: title, reason with what happens instead, phrases. */
const LEFT_OUT: [string, string, string][] = [
  [
    "Online payments",
    "No payment provider is connected. Orders and amounts are recorded, and payment is arranged outside the app.",
    "online payment, payment processing, payment gateway, payment integration, stripe payment, stripe, stripe integration, paypal, credit card payment, card payment, accept payment, pay online, apple pay, google pay, payment system, secure payment, bitcoin payment, crypto payment, klarna, in app purchase, subscription billing, recurring billing, recurring payment, automatic billing",
  ],
  [
    "Sending e-mail",
    "Apps send no mail. What would be mailed is shown inside the app and can be exported.",
    "email notification, email reminder, email alert, automatic email, send email, email campaign, email confirmation, confirmation email, reminder email, emails automatically, email automation, send out email, email digest, weekly email, welcome email",
  ],
  [
    "Text messages",
    "There is no SMS or WhatsApp gateway. Phone numbers are stored so that people can be called.",
    "sms, sms reminder, sms notification, text message, text message reminder, whatsapp, whatsapp notification, whatsapp message, text reminder, send sms",
  ],
  [
    "Notifications and reminders",
    "Nothing is pushed to devices. Dates are on the dashboard, in lists and in the calendar.",
    "push notification, notification, reminder, alert, daily reminder, browser notification, low stock alert, due date reminder, notify, remind",
  ],
  [
    "Interactive maps",
    "Maps need an outside map service. Places are stored as addresses that can be searched.",
    "map, interactive map, map view, google maps, google map, geolocation, gps, gps tracking, nearby search, route planning, navigation, directions, store locator, heatmap",
  ],
  [
    "Live location",
    "Apps do not follow devices. A location is typed in.",
    "real time location, live location, live tracking, real time tracking, location tracking, live gps, realtime tracking, delivery tracking",
  ],
  [
    "Video and voice calls",
    "There is no call server. A link to a meeting can be stored.",
    "video call, video chat, voice call, video conferencing, video conference, zoom, zoom integration, webinar streaming, live streaming, livestream, voice chat, audio call, phone call, webrtc, video meeting",
  ],
  [
    "Video and audio files",
    "Uploads are pictures only. Videos and sound are linked by address.",
    "video upload, upload video, video hosting, audio upload, video streaming, music streaming, audio streaming, voice recording, audio player, music player, video player, voice note, screen recording",
  ],
  [
    "File uploads other than pictures",
    "Uploads are pictures up to 5 MB. Other documents are linked by address.",
    "file upload, document upload, pdf upload, attachment, file attachment, file sharing, file storage, upload document, upload pdf, upload file, resume upload, cv upload, file manager, cloud storage",
  ],
  [
    "PDF documents",
    "No PDF is made. Pages print well from the browser, and lists export as CSV.",
    "pdf, pdf export, pdf invoice, pdf generation, generate pdf, export to pdf, pdf report, print invoice, pdf download, invoice pdf",
  ],
  [
    "AI beside text",
    "A model reads and writes text about the app's own entries, and nothing else: no pictures, no speech, no learning from people.",
    "machine learning, recommendation engine, smart recommendation, personalized recommendation, personalised recommendation, image recognition, face recognition, speech recognition, voice recognition, sentiment analysis, auto generated, text to speech, image generation, automatic translation",
  ],
  [
    "A mobile app in the stores",
    "It is a web app that works at phone width; nothing is published in an app store.",
    "ios app, android app, iphone app, mobile app, native app, native mobile app, app store, play store, ios, android, iphone, react native, flutter, ipad app, desktop app, browser extension, chrome extension",
  ],
  [
    "Connections to other services",
    "Nothing is connected to the outside. Data goes out and comes in as CSV.",
    "slack, slack integration, google calendar, google calendar sync, calendar sync, google sheet, google drive, dropbox, zapier, salesforce, hubspot, mailchimp, quickbooks, xero, shopify, integration, api integration, third party integration, github integration, jira, jira integration, trello, notion, outlook, microsoft teams, webhook, spotify, strava, fitbit, apple health, garmin, instagram feed, amazon, airbnb, twilio, bank sync, bank connection, bank account sync, bank integration, rest api, public api, ical",
  ],
  [
    "Sign-in through other accounts",
    "People sign in with e-mail and password.",
    "google login, social login, facebook login, sign in with google, google signin, login with google, oauth, single sign on, sso, two factor authentication, 2fa, two factor, apple login, magic link, passkey, facebook sign in, log in with google, login with facebook",
  ],
  [
    "Barcode and QR scanning",
    "The camera is not used. Codes are typed in and can be searched.",
    "barcode scanner, barcode scanning, scan barcode, qr code, qr code scanner, qr, scan qr, receipt scanning, scan receipt, ocr, scanner, barcode scan, nfc",
  ],
  [
    "Work without a connection",
    "The app needs its server. Nothing is stored on the device.",
    "offline mode, offline access, offline support, works offline, work offline, pwa, offline sync",
  ],
  [
    "Several languages at once",
    "The app is in one language.",
    "multi language, multilingual, multilanguage, multi language support, translation, internationalization, localization, multiple language, bilingual",
  ],
  [
    "Live data from outside",
    "No market, weather or news feed is connected. Values are entered or imported as CSV.",
    "live price, stock price, real time price, crypto price, exchange rate, live exchange rate, weather forecast, weather data, live weather, rss feed, rss, live score, news feed from, live data, market data, real time stock, web scraping, scraper, scraping, price comparison",
  ],
  [
    "Multiplayer over the network",
    "Games are for one player or two at one screen.",
    "multiplayer, online multiplayer, multi player, real time multiplayer, 3d, 3d graphics, vr, augmented reality, virtual reality, ar",
  ],
  [
    "Blockchain",
    "Nothing is written to a chain. Records are kept in the app's database.",
    "blockchain, nft, nft minting, smart contract, crypto wallet, web3, token sale",
  ],
  [
    "Leaderboards, badges and streaks",
    "Points are not reckoned by themselves; numbers and charts show progress.",
    "leaderboard, badge, gamification, streak, achievement, reward point, loyalty point, loyalty program, xp, level up, streak counter, high score table",
  ],
  [
    "Discount codes and shipping rates",
    "The checkout takes the plain price. Costs and codes are settled outside the app.",
    "coupon, discount code, promo code, voucher code, coupon code, shipping rate, shipping label, shipping integration, tax calculation, gift card",
  ],
  [
    "Tickets with codes",
    "Bookings and registrations are recorded; no printable ticket with a code is made.",
    "qr ticket, ticket scanning, e ticket, seat map, seating chart, seating plan",
  ],
  [
    "Electronic signatures",
    "Nothing is signed. A status records that an agreement was accepted.",
    "electronic signature, e signature, esignature, digital signature, docusign",
  ],
];

const OUT = new PhraseIndex<{ text: string; reason: string }>();
for (const [text, reason, phrases] of LEFT_OUT) for (const phrase of phrases.split(", ")) OUT.add(phrase, { text, reason });

/** What every app has anyway. */
const BUILT_IN: [string, string][] = [
  ["Dark mode", "dark mode, dark theme, light and dark mode, night mode"],
  [
    "Phone width",
    "mobile friendly, responsive, responsive design, responsive layout, mobile first, works on mobile, mobile responsive, phone friendly",
  ],
  [
    "Filters, sorting and paging in every list",
    "filter, filtering, sorting, sort and filter, pagination, advanced filter, sort, filtering and sorting, filter and sorting, paging",
  ],
  ["Checked forms", "form validation, validation, input validation"],
  ["Keyboard and screen-reader use", "accessibility, accessible, keyboard shortcut, screen reader"],
  [
    "Roles that the administrator gives to people",
    "role, permission, role based access, access control, role based access control, user role, role management, user permission, rbac, admin panel, admin area, admin dashboard, admin interface, admin page, admin section, backend, back office, admin backend, role based permission, user profile page, user management",
  ],
  ["Sample data to start with", "sample data, example data, demo data, seed data, dummy data"],
  ["Data stored in its own database", "database, data storage, sql database, persistence"],
];
const IN = new PhraseIndex<string>();
for (const [text, phrases] of BUILT_IN) for (const phrase of phrases.split(", ")) IN.add(phrase, text);

// Nouns of their own when something else is said of them: "track alerts" is an app of alerts.
const OBJECT_VERBS = new Set(["track", "manage", "organize", "tracking", "managing", "log", "list"]);
const SOFT = new Set([
  "Notifications and reminders",
  "Tickets with codes",
  "Leaderboards, badges and streaks",
  "Several languages at once",
  "File uploads other than pictures",
]);

/** Takes what is never delivered, and what is always there, out of the tokens and notes it. */
export function takeLeftOut(reading: Reading, tokens: readonly Token[]): Token[] {
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const out = OUT.at(tokens, at);
    const built = IN.at(tokens, at);
    const before = tokens[at - 1]?.lower ?? "";
    const token = tokens[at];
    if (
      out &&
      !(SOFT.has(out.value.text) && OBJECT_VERBS.has(before)) &&
      !(out.value.text === "Interactive maps" && tokens[at + 1]?.lower === "of")
    ) {
      leaveOut(reading, out.value.text, out.value.reason);
      at += out.length - 1;
      dropModifier(rest);
    } else if (built && (tokens[at + built.length]?.stem !== ":" || built.value === "Dark mode") && !isRoleList(tokens, at, built)) {
      if (!reading.builtIns.includes(built.value)) reading.builtIns.push(built.value);
      at += built.length - 1;
    } else if (token) rest.push(token);
  }
  return rest;
}

// "watering reminders": the word before goes with what is left out.
function dropModifier(rest: Token[]): void {
  const last = rest.at(-1);
  const before = rest.at(-2);
  if (
    !last ||
    last.mark ||
    !before ||
    before.mark ||
    FILLER.has(last.lower) ||
    APP_WORDS.has(last.stem) ||
    HAVING.has(last.lower) ||
    JOINING.has(last.lower)
  )
    return;
  if (
    PREPOSITION.has(last.lower) ||
    CLAUSE.has(last.lower) ||
    MODAL.has(last.lower) ||
    verbOf(last.lower)?.form === "base" ||
    ["for", "of"].includes(last.lower)
  )
    return;
  if (HAVING.has(before.lower) || JOINING.has(before.lower)) rest.pop();
}

// "roles admin, teacher and student" must stay to be read as a list of roles.
function isRoleList(tokens: readonly Token[], at: number, match: { length: number; value: string }): boolean {
  if (!match.value.startsWith("Roles")) return false;
  const words = tokens.slice(at, at + match.length).map((token) => token.stem);
  return words.includes("role") && words.length <= 2;
}

export function unknownPart(reading: Reading, phrase: string): void {
  leaveOut(
    reading,
    sentenceCase(phrase),
    "The offline writer does not know this part. Say which data it should hold, or ask for it as a change.",
  );
}
