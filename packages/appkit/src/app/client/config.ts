import { pagesOf, slicesOf, type AppSpec, type Page } from "@openvibe/appspec";
import { knownIcon } from "../../slices/entity/client/entity-names.ts";
import { iconName, Imports, list } from "../../slices/entity/client/source.ts";

const PAGE_ICONS: Partial<Record<Page["kind"], string>> = { landing: "home", people: "users", content: "file-text", inbox: "inbox" };
const SUFFIX_ICONS: Record<string, string> = { "/orders": "receipt", "/mine": "calendar-check" };

/** `app/client/config.ts`: the app's name, roles and menu. */
export function emitConfig(spec: AppSpec): string {
  const imports = new Imports();
  imports.type("../../shared/client/app-config.tsx", "ClientConfig");
  const menu = pagesOf(spec)
    .filter((page) => page.inMenu)
    .map(
      (page) =>
        `{ href: "${page.path}", label: ${JSON.stringify(page.title)}, icon: ${iconName(imports, menuIcon(spec, page))}, access: ${list(page.access)} }`,
    );
  const body = `export const config: ClientConfig = {
  name: ${JSON.stringify(spec.name)},
  tagline: ${JSON.stringify(spec.tagline)},
  icon: ${iconName(imports, knownIcon(spec.theme.icon))},
  currency: "${spec.currency}",
  accounts: "${spec.accounts}",
  roles: [${spec.roles.map(({ name, label }) => `{ name: "${name}", label: ${JSON.stringify(label)} }`).join(", ")}],
  menu: [${menu.join(",\n")}],
  home: "${homeOf(spec)}",
  hasLanding: ${spec.landing !== undefined},
};
`;
  return `${imports.toString()}\n${body}`;
}

/** Where a person goes after signing in. */
function homeOf(spec: AppSpec): string {
  const pages = pagesOf(spec);
  const dashboard = pages.find((page) => page.kind === "dashboard");
  if (dashboard) return dashboard.path;
  if (spec.entities.length > 1) return "/";
  return pages.find((page) => page.inMenu && page.kind !== "landing")?.path ?? "/";
}

function menuIcon(spec: AppSpec, page: Page): string {
  const suffix = Object.keys(SUFFIX_ICONS).find((each) => page.path.endsWith(each));
  const slice = slicesOf(spec).find((each) => each.slug === page.slice);
  return PAGE_ICONS[page.kind] ?? (suffix ? SUFFIX_ICONS[suffix] : undefined) ?? knownIcon(slice?.icon ?? "box");
}
