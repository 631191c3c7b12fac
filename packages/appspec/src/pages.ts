import type { Feature, FeatureKind } from "./features.ts";
import type { AppSpec } from "./spec.ts";
import type { Audience } from "./words.ts";

/** A part of the app with its own folder: one entity, or one feature. */
export interface Slice {
  /** Kebab-case folder name below `features/`. */
  slug: string;
  title: string;
  icon: string;
  capability: string;
  source: { entity: string } | { feature: number };
}

export interface Page {
  /** Path pattern in the app, ":id" for a row. */
  path: string;
  title: string;
  kind: "landing" | "dashboard" | "list" | "detail" | "form" | "tool" | "inbox" | "content" | "signIn" | "signUp" | "people";
  slice?: string;
  access: Audience;
  inMenu: boolean;
}

export function kebab(identifier: string): string {
  return identifier.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

const FEATURE_SLICES: Record<FeatureKind, { slug: (feature: Feature) => string; title: (feature: Feature) => string; icon: string }> = {
  comments: { slug: (f) => `${on(f)}-comments`, title: () => "Comments", icon: "message-square" },
  likes: { slug: (f) => `${on(f)}-likes`, title: () => "Likes", icon: "heart" },
  reviews: { slug: (f) => `${on(f)}-reviews`, title: () => "Reviews", icon: "star" },
  cart: { slug: () => "cart", title: () => "Cart and orders", icon: "shopping-cart" },
  booking: { slug: (f) => `${kebab((f as { resource: string }).resource)}-bookings`, title: () => "Bookings", icon: "calendar-check" },
  contact: { slug: () => "contact", title: () => "Contact", icon: "mail" },
  newsletter: { slug: () => "newsletter", title: () => "Newsletter", icon: "newspaper" },
  quiz: { slug: () => "quiz", title: titleOf, icon: "circle-help" },
  chatRoom: { slug: () => "chat-rooms", title: () => "Chat", icon: "messages-square" },
  dashboard: { slug: () => "dashboard", title: () => "Dashboard", icon: "layout-dashboard" },
  search: { slug: () => "search", title: () => "Search", icon: "search" },
  calculator: { slug: (f) => `${kebab((f as { name: string }).name)}-calculator`, title: titleOf, icon: "calculator" },
  converter: { slug: () => "converter", title: titleOf, icon: "arrow-left-right" },
  game: { slug: (f) => `${kebab((f as { game: string }).game)}-game`, title: titleOf, icon: "gamepad-2" },
  timer: { slug: () => "timer", title: titleOf, icon: "timer" },
  assistant: { slug: (f) => `${on(f)}-assistant`, title: () => "Assistant", icon: "sparkles" },
};

function on(feature: Feature): string {
  return kebab((feature as { on: string }).on);
}

function titleOf(feature: Feature): string {
  return (feature as { title: string }).title;
}

/** Every slice of the app, entities first, in the spec's order. Slugs are unique in a valid spec. */
export function slicesOf(spec: AppSpec): Slice[] {
  return [
    ...spec.entities.map((entity) => ({
      slug: kebab(entity.plural),
      title: entity.pluralLabel,
      icon: entity.icon,
      capability: entity.capability,
      source: { entity: entity.name },
    })),
    ...spec.features.map((feature, index) => {
      const shape = FEATURE_SLICES[feature.kind];
      return {
        slug: shape.slug(feature),
        title: shape.title(feature),
        icon: shape.icon,
        capability: feature.capability,
        source: { feature: index },
      };
    }),
  ];
}

/** Every page of the app, in menu order; what the card lists and what the router of the app holds. */
export function pagesOf(spec: AppSpec): Page[] {
  const admin: Audience = [spec.roles[0]?.name ?? "member"];
  const open: Audience = spec.accounts === "required" ? ["member"] : ["public"];
  const pages: Page[] = [];
  if (spec.landing) pages.push({ path: "/", title: "Home", kind: "landing", access: ["public"], inMenu: true });
  for (const slice of slicesOf(spec)) pages.push(...pagesOfSlice(spec, slice, open, admin));
  for (const page of spec.pages)
    pages.push({ path: `/${page.slug}`, title: page.title, kind: "content", access: page.access, inMenu: true });
  if (spec.accounts !== "none") {
    pages.push({ path: "/people", title: "People", kind: "people", access: admin, inMenu: true });
    pages.push({ path: "/sign-in", title: "Sign in", kind: "signIn", access: ["public"], inMenu: false });
    pages.push({ path: "/sign-up", title: "Create an account", kind: "signUp", access: ["public"], inMenu: false });
  }
  const dashboard = pages.findIndex((page) => page.kind === "dashboard");
  if (dashboard > 0) pages.splice(spec.landing ? 1 : 0, 0, ...pages.splice(dashboard, 1));
  return pages;
}

function pagesOfSlice(spec: AppSpec, slice: Slice, open: Audience, admin: Audience): Page[] {
  const path = `/${slice.slug}`;
  const page = (suffix: string, title: string, kind: Page["kind"], access: Audience, inMenu: boolean): Page => ({
    path: path + suffix,
    title,
    kind,
    slice: slice.slug,
    access,
    inMenu,
  });
  if ("entity" in slice.source) {
    const { entity: name } = slice.source;
    const entity = spec.entities.find((each) => each.name === name);
    if (!entity) return [];
    return [
      page("", entity.pluralLabel, "list", entity.access.read, !entity.parent),
      page("/new", `New ${entity.label.toLowerCase()}`, "form", entity.access.create, false),
      page("/:id", entity.label, "detail", entity.access.read, false),
      page("/:id/edit", `Edit ${entity.label.toLowerCase()}`, "form", entity.access.update, false),
    ];
  }
  const feature = spec.features[slice.source.feature];
  switch (feature?.kind) {
    case undefined:
    case "comments":
    case "likes":
    case "reviews":
      return [];
    case "dashboard":
      return [page("", "Dashboard", "dashboard", ["member"], true)];
    case "cart":
      return [
        page("", "Cart", "tool", ["member"], true),
        page("/orders", "Orders", "list", ["member"], true),
        page("/orders/:id", "Order", "detail", ["member"], false),
      ];
    case "booking":
      return [page("", "Book", "tool", open, true), page("/mine", "My bookings", "list", ["member"], true)];
    case "contact":
      return [page("", "Contact", "form", ["public"], true), page("/inbox", "Messages", "inbox", admin, true)];
    case "newsletter":
      return [page("", "Newsletter", "form", ["public"], true), page("/subscribers", "Subscribers", "inbox", admin, true)];
    case "chatRoom":
      return [page("", "Chat", "tool", ["member"], true)];
    case "assistant":
      return [page("", "Assistant", "tool", ["member"], true)];
    default:
      return [page("", slice.title, "tool", open, true)];
  }
}
