import type { FeatureKind } from "@openvibe/appspec";
import { PhraseIndex } from "./phrases.ts";

/** What an idea can ask for beside entities: features of the spec, views, and switches on entities. */
export type Wish =
  | FeatureKind
  | "export"
  | "import"
  | "board"
  | "calendar"
  | "gallery"
  | "about"
  | "faqPage"
  | "landing"
  | "accounts"
  | "statuses"
  | "approval";

const PHRASES: Record<Exclude<Wish, "quiz" | "calculator" | "converter" | "game" | "assistant">, string> = {
  comments: "comment, commenting, comment section, comment thread, discussion, discussion thread, threaded comment, reply",
  likes:
    "like, liking, heart, upvote, upvoting, vote, voting, favourite, favorite, thumbs up, thumb up, clap, kudos, reaction, like button",
  reviews:
    "review, rating and review, review and rating, star review, star rating and review, customer review, user review, user rating, customer rating, rating",
  cart: "cart, shopping cart, checkout, cart and checkout, basket, shopping basket, buy button, online ordering, place order, add to cart",
  booking:
    "booking, reservation, bookable, appointment booking, online booking, booking system, reservation system, booking calendar, appointment scheduling, time slot, slot booking, table reservation, room booking",
  contact:
    "contact form, contact page, inquiry form, enquiry form, get in touch form, feedback form, contact us page, contact us form, contact section, quote request form",
  newsletter:
    "newsletter, newsletter signup, newsletter sign up, mailing list, email signup, email list, email capture, waitlist, waiting list, email subscription, wait list, newsletter subscription",
  chatRoom:
    "chat, chat room, chatroom, live chat, group chat, real time chat, realtime chat, team chat, messaging, direct message, instant messaging, private messaging",
  dashboard:
    "dashboard, chart, graph, statistic, stat, analytics, report, reporting, insight, metric, overview page, kpi, data visualization, data visualisation, progress chart, visual report, summary chart, visualization",
  search:
    "search, full text search, search bar, search box, global search, search function, search and filter, searching, filter and search",
  timer:
    "pomodoro, pomodoro timer, focus timer, focus session, study timer, countdown timer, interval timer, hiit timer, meditation timer, pomodoro technique, timer",
  export: "export, csv export, export to csv, csv download, data export, excel export, download as csv, exporting",
  import: "import, csv import, import from csv, csv upload, bulk import, bulk upload, import csv, importing",
  board:
    "kanban, kanban board, kanban view, board view, drag and drop board, task board, pipeline view, pipeline board, scrum board, sales pipeline, deal pipeline",
  calendar: "calendar, calendar view, monthly calendar, calendar page, event calendar, content calendar, editorial calendar, schedule view",
  gallery: "gallery, photo gallery, image gallery, gallery view, picture gallery",
  about: "about page, about section, about us page, about me page, about us, about me, about",
  faqPage: "faq page, faq section, help page",
  landing: "landing page, homepage, home page, hero section, welcome page, start page",
  accounts:
    "login, sign in, signin, signup, sign up, user account, authentication, registration, user registration, user profile, account, password, user login, login system, user management, user authentication",
  statuses: "status, stage, progress tracking, workflow, status tracking, lifecycle, state",
  approval: "approval, approval workflow, approval process, approval flow, sign off, moderation, moderation queue",
};

export const FEATURE_PHRASES = new PhraseIndex<Wish>();
for (const [wish, phrases] of Object.entries(PHRASES)) for (const phrase of phrases.split(", ")) FEATURE_PHRASES.add(phrase, wish as Wish);

/** What people call a feature in a sentence about an app. */
export const WISH_LABELS: Record<Wish, string> = {
  comments: "comments",
  likes: "likes",
  reviews: "star reviews",
  cart: "a cart and checkout",
  booking: "bookings",
  contact: "a contact form",
  newsletter: "a newsletter sign-up",
  chatRoom: "chat rooms",
  assistant: "an assistant that answers from what is there",
  dashboard: "a dashboard with charts",
  search: "search",
  timer: "a focus timer",
  export: "CSV export",
  import: "CSV import",
  board: "a board",
  calendar: "a calendar",
  gallery: "a gallery",
  about: "an about page",
  faqPage: "a questions page",
  landing: "a landing page",
  accounts: "accounts",
  statuses: "a status",
  approval: "approval steps",
  quiz: "a quiz",
  calculator: "a calculator",
  converter: "a unit converter",
  game: "a game",
};
