import { KeyPermission } from "@openvibe/core/identity/model";

/** How much a tool is given, for those who do not want to go through every right. Each holds what the one before holds. */
export const MEASURES = [
  { value: "look", label: "Look only", hint: "Reads what you can read: talk, projects, memory, apps. Changes nothing." },
  {
    value: "work",
    label: "Work with you",
    hint: "Also writes, starts projects, plans and recurring work, remembers, builds and deploys, as far as you may yourself.",
  },
  { value: "all", label: "Everything it asks for", hint: "Also what governs the workspace: members, settings, money, deleting apps." },
] as const;
export type Measure = (typeof MEASURES)[number]["value"];

const GOVERNS: ReadonlySet<KeyPermission> = new Set([
  "chat:moderate",
  "identity:write",
  "settings:manage",
  "billing:manage",
  "hosting:delete",
  "webhooks:write",
]);

export function within(measure: Measure, permissions: readonly KeyPermission[]): KeyPermission[] {
  if (measure === "all") return [...permissions];
  return permissions.filter((permission) => (measure === "look" ? permission.endsWith(":read") : !GOVERNS.has(permission)));
}

/** The one that holds exactly what is chosen; undefined for a choice of one's own. */
export function measureOf(chosen: readonly KeyPermission[], permissions: readonly KeyPermission[]): Measure | undefined {
  return MEASURES.find(({ value }) => {
    const rights = within(value, permissions);
    return rights.length === chosen.length && rights.every((permission) => chosen.includes(permission));
  })?.value;
}

const WORDS: Readonly<Record<Measure, string>> = { look: "look only", work: "work with you", all: "everything" };

/** What a key may do, in a word or two where it is one of the usual measures. */
export function measureWord(permissions: readonly string[]): string | undefined {
  const known = KeyPermission.options.filter((each) => permissions.includes(each));
  const measure = known.length === permissions.length ? measureOf(known, KeyPermission.options) : undefined;
  return measure && WORDS[measure];
}
