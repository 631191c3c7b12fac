import type { Audience, Entity } from "@openvibe/appspec";
import { tokenize } from "../spec-writer/text.ts";
import { verbOf } from "../spec-writer/words.ts";
import { entityInside, stemsOf, type Draft } from "./draft.ts";
import { addRoles } from "./roles.ts";

type Slot = keyof Entity["access"];

const SLOTS: Record<string, Slot[]> = {
  manage: ["create", "update", "delete"],
  create: ["create"],
  publish: ["create"],
  update: ["update"],
  delete: ["delete"],
  read: ["read"],
};

const ANYTHING = new Set(
  "everything anything all them it one own row entry item content record data app page site thing only there here anymore too please in not and or too list by others other else change edit add delete".split(
    " ",
  ),
);

/** "only admins can delete recipes", "everyone can see posts", "users only see their own tasks". */
export function permit(draft: Draft, sentence: string): boolean {
  const { spec } = draft;
  const match =
    /^(?:please )?(?:let |allow |make sure |so that |permit )?(only |just )?(.{2,60}?) ?(?:to|can|may|should be able to|are allowed to|must|should|cannot|can't|can not|may not|should not|shouldn't)? (only )?((?:not )?(?:be able to )?(?:create|add|write|post|submit|edit|change|update|modify|delete|remove|see|view|read|browse|access|manage|publish)(?:(?:,| and| or|, and) (?:create|add|write|post|submit|edit|change|update|modify|delete|remove|see|view|read|browse|access|manage|publish))*)\b(.*)$/i.exec(
      sentence,
    );
  if (!match || spec.entities.length === 0) return false;
  const [, onlyBefore, subject = "", onlyAfter, verbs = "", rest = ""] = match;
  const who = audienceOf(draft, subject);
  if (who.length === 0) return false;
  const never = /\b(?:cannot|can't|can not|may not|should not|shouldn't|must not)\b|^not /i.test(
    `${verbs} ${sentence.slice(0, sentence.length - rest.length)}`,
  );
  const own = /\b(?:their|his|her|its) own\b|\btheirs\b/i.test(rest);
  const named = entityInside(spec, rest);
  // "Visitors should not see comments": not of rows, so it is not read as said of the main ones.
  if (!named && stemsOf(rest).some((stem) => !ANYTHING.has(stem))) return false;
  const entities = named
    ? [named]
    : spec.entities.filter((entity) => !entity.parent).slice(0, /\b(?:everything|anything|all)\b/i.test(rest) ? 20 : 1);
  const slots = new Set(
    tokenize(verbs)
      .map((token) => verbOf(token.lower)?.verb)
      .flatMap((verb) => (verb ? (SLOTS[verb] ?? []) : [])),
  );
  if (slots.size === 0) return false;
  for (const entity of entities) {
    for (const slot of slots)
      setSlot(draft, entity, slot, who, { only: Boolean(onlyBefore), never, own: own || (Boolean(onlyAfter) && own) });
    for (const child of spec.entities.filter((each) => each.parent === entity.name))
      if (slots.has("read")) child.access.read = [...entity.access.read];
  }
  return true;
}

function setSlot(draft: Draft, entity: Entity, slot: Slot, who: Audience, how: { only: boolean; never: boolean; own: boolean }): void {
  const { spec } = draft;
  const admin = spec.roles[0]?.name ?? "admin";
  const before = entity.access[slot].join();
  let next: Audience;
  if (how.never) {
    const everybody = who.includes("member");
    if (!everybody && who.includes("public")) next = entity.access[slot].map((each) => (each === "public" ? "member" : each));
    else
      next = everybody
        ? [admin]
        : expand(
            entity.access[slot],
            spec.roles.map((role) => role.name),
          ).filter((each) => !who.includes(each));
  } else if (how.own)
    next = slot === "create" ? ["member"] : ["owner", ...who.filter((each) => each !== "member" && each !== "public" && how.only)];
  else if (how.only || slot === "create") next = who.map((each) => (each === "public" && slot !== "read" ? "member" : each));
  else
    next = [
      ...entity.access[slot].filter((each) => !(who.includes("public") || who.includes("member")) || each === "owner"),
      ...who.map((each) => (each === "public" && slot !== "read" ? "member" : each)),
    ];
  if (!how.only && !how.never && !how.own && slot === "create" && !who.includes("member"))
    next = [...entity.access.create.filter((each) => each !== "member"), ...next];
  entity.access[slot] = [...new Set(next)].slice(0, 12);
  if (entity.access[slot].length === 0) entity.access[slot] = [admin];
  if (entity.access.read.includes("public") && spec.accounts === "required") spec.accounts = "optional";
  const names = entity.access[slot].map(
    (each) =>
      ({ public: "anyone", member: "everybody signed in", owner: "the person who made it" })[each] ??
      spec.roles.find((role) => role.name === each)?.label.toLowerCase() ??
      each,
  );
  const verb = { read: "see", create: "add", update: "edit", delete: "delete" }[slot];
  if (entity.access[slot].join() === before)
    draft.remarks.push(`${names.join(" and ")} can ${verb} ${entity.pluralLabel.toLowerCase()} already.`);
  else
    draft.changes.push(
      `Who may ${verb} ${entity.pluralLabel.toLowerCase()}: ${names.join(", ")}${names.includes("administrator") ? "" : " (and the administrator)"}`,
    );
}

// "everybody" spelled out, so that one role can be taken away.
function expand(audience: Audience, roles: string[]): Audience {
  return audience.includes("member") || audience.includes("public") ? roles : audience;
}

function audienceOf(draft: Draft, subject: string): Audience {
  const found: Audience = [];
  for (const stem of stemsOf(subject)) {
    if (
      ["everyone", "everybody", "anyone", "anybody", "visitor", "public", "people", "guest", "stranger"].includes(stem) &&
      !draft.spec.roles.some((role) => role.name === stem)
    )
      found.push("public");
    else if (["user", "member", "person"].includes(stem)) found.push("member");
    else if (["owner", "author", "creator"].includes(stem) && !draft.spec.roles.some((role) => role.name === stem)) found.push("owner");
    else if (!["and", "or", "registered", "signed", "in", "logged", "role", "with", "who", "that", "they", "we", "i"].includes(stem)) {
      const role = roleOf(draft, stem);
      if (!role) return [];
      found.push(role);
    }
  }
  return [...new Set(found)];
}

function roleOf(draft: Draft, stem: string): string | undefined {
  const { spec } = draft;
  if (stem === "admin" || stem === "administrator") return spec.roles[0]?.name;
  const role = spec.roles.find((each) => stemsOf(each.label).join(" ") === stem || each.name === stem);
  if (role) return role.name;
  return addRoles(draft, [stem])[0];
}
