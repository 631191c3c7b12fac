import { checkSpec, type AppSpec } from "@openvibe/appspec";
import { nounNamed } from "../spec-writer/nouns.ts";
import { toEnglish } from "../spec-writer/language.ts";
import { plainText } from "../spec-writer/text.ts";
import { withoutCommands } from "../spec-writer/commands.ts";
import { addState, choose, COLOR_WORDS, make, nameApp, paint, rename, show } from "./adjust.ts";
import { entityInside, entityNamed, refresh, stemsOf, type Draft } from "./draft.ts";
import { addWorded, extend } from "./extend.ts";
import { permit } from "./permissions.ts";
import { answerElsewhere, requested } from "./plain-speech.ts";
import { remove } from "./remove.ts";
import { addRoles } from "./roles.ts";
import { suggestionsFor } from "./suggestions.ts";

export type ChangeResult =
  | { kind: "changed"; spec: AppSpec; changes: string[] }
  | { kind: "unclear"; message: string; suggestions: string[] }
  | { kind: "unchanged"; message: string };

const LONGEST = 2000;

/** Applies a request to a spec. What is there keeps its names, ids and samples, so that stored data survives. Never throws. */
export function changeSpec(spec: AppSpec, request: string): ChangeResult {
  const draft: Draft = { spec: structuredClone(spec), changes: [], remarks: [], suggestions: [] };
  const text = withoutCommands(toEnglish(plainText(request.slice(0, LONGEST))).text).text;
  const missed: string[] = [];
  for (const sentence of sentencesOf(text)) {
    if (apply(draft, requested(sentence))) continue;
    const elsewhere = answerElsewhere(sentence);
    if (elsewhere) draft.remarks.push(elsewhere);
    else missed.push(sentence);
  }
  refresh(draft.spec);
  if (draft.changes.length === 0 && draft.remarks.length > 0) return { kind: "unchanged", message: [...new Set(draft.remarks)].join(" ") };
  const checked = checkSpec(draft.spec);
  if (draft.changes.length === 0 || !checked.ok)
    return {
      kind: "unclear",
      message: missed[0]
        ? `I did not understand ${quoted(missed[0])} as a change to ${spec.name}.`
        : `That change does not fit ${spec.name} as it is.`,
      suggestions: suggestionsFor(spec),
    };
  const notes = [...new Set(draft.remarks)];
  const left = missed.map((each) => `Not understood: ${quoted(each)}`);
  return { kind: "changed", spec: checked.spec, changes: [...draft.changes, ...notes, ...left] };
}

const QUOTED = 80;
const quoted = (said: string) => `"${said.length > QUOTED ? `${said.slice(0, QUOTED - 1).toWellFormed()}…` : said}"`;

const START = "add|remove|delete|rename|make|let|only|show|call|use|change|drop|include|allow|set|hide|turn|give|create|display|paint|put";

function sentencesOf(text: string): string[] {
  return text
    .split(new RegExp(`[.;\\n!?]+|,? (?:and|then|also|and also|and then) (?=(?:${START}) )|, (?=(?:${START}) )`, "i"))
    .map((each) =>
      each
        .trim()
        .replace(
          /^(?:(?:please|can you|could you|i want to|i'd like to|i would like to|we need to|we want to|let's|lets|also|and|then|now|hey|hi|ok|okay|kindly|would you|you should|it should|just|thanks|thank you|great|i need to),? )+/gi,
          "",
        )
        .trim(),
    )
    .filter((each) => /\p{L}/u.test(each))
    .slice(0, 12);
}

type Rule = [RegExp, (draft: Draft, match: string[]) => boolean];

// Ordered: the first rule that matches and can be carried out wins.
const RULES: Rule[] = [
  [
    /^(?:call|name|rename) (?:the |this |my |our )?(?:app|site|website|application|it)(?: to| into| as)? "?(.+?)"?$/i,
    (draft, [, name = ""]) => nameApp(draft, name),
  ],
  [/^(?:change|set) (?:the )?(?:app |app's )?name(?: of the app)? to "?(.+?)"?$/i, (draft, [, name = ""]) => nameApp(draft, name)],
  [
    /^(?:rename|relabel) (?:the )?(?:field )?(.+?)(?: field)? (?:of|on|in|for|from) (?:the )?(.+?) (?:to|into|as) (.+)$/i,
    (draft, [, what = "", on = "", to = ""]) => rename(draft, what, on, to),
  ],
  [
    /^(?:rename|relabel|call) (?:the )?(.+?)(?: field)? (?:to|into|as) (.+)$/i,
    (draft, [, what = "", to = ""]) => rename(draft, what, undefined, to),
  ],
  [
    new RegExp(
      `\\b(?:use|make|paint|turn|change|set|prefer|want|switch)\\b.{0,40}?\\b(${COLOR_WORDS})\\b(?: (?:as|for|theme|accent|colou?rs?|please|instead).*)?$`,
      "i",
    ),
    (draft, [, color = ""]) => paint(draft, color),
  ],
  [
    /^(?:use|switch to|change (?:the )?currency to|set (?:the )?currency to|prices? (?:should be )?in) (?:the )?(.+)$/i,
    (draft, [, what = ""]) => currency(draft, what),
  ],
  [/^(?:sort|order|arrange) (?:the )?(.+?)(?: by (.+))?$/i, (draft, [, what = ""]) => sorting(draft, what)],
  [
    /^(?:make|set|turn) (?:the )?(.+?)(?: field)? (?:of|on|in|for) (?:the |all )?(.+?) (optional|required|mandatory|unique|compulsory)$/i,
    (draft, [, what = "", on = "", how = ""]) => make(draft, what, on, how),
  ],
  [
    /^(?:make|set|turn) (?:the )?(.+?)(?: field)? (?:to be )?(optional|not required|required|mandatory|compulsory|unique|public|private|personal|long text|multiline|multi-line)(?: (?:on|in|for|of) (?:the )?(.+))?$/i,
    (draft, [, what = "", how = "", on]) => make(draft, what, on, how),
  ],
  [
    /^(?:the )?(.+?) (?:should|must|can) be (optional|required|mandatory|unique|public|private|personal)$/i,
    (draft, [, what = "", how = ""]) => make(draft, what, undefined, how),
  ],
  [
    /^(?:show|display|view|put|list|present|give)(?: me)? (?:the |all )?(.+?) (?:as|in|on|with) (?:an? )?(?:(?:kanban )?board|kanban|calendar|gallery|cards?|grid|table|list)(?: view)?$/i,
    (draft, match) => show(draft, match[1], match[0] ?? "") || boardFor(draft, match[0] ?? "", match[1]),
  ],
  [
    /^(?:remove|delete|drop|get rid of|take out|hide|take away) (?:the )?(.+?)(?: field| column)? (?:from|of|on|in) (?:the |all )?(.+)$/i,
    (draft, [, what = "", from = ""]) => each(what, (one) => remove(draft, one, from)) || remove(draft, what, undefined),
  ],
  [
    /^(?:remove|delete|drop|get rid of|take out|hide|take away) (?:the |all )?(.+?)(?: field| column| feature)?$/i,
    (draft, [, what = ""]) => each(what, (one) => remove(draft, one, undefined)),
  ],
  [
    /^(?:add|create|include) (?:an? |the |another )?(?:new )?(?:user )?roles? (?:called |named |for |of )?(.+)$/i,
    (draft, [, list = ""]) =>
      addRoles(
        draft,
        list
          .split(/,|\band\b/)
          .map((one) => one.trim().replace(/^"|"$/g, ""))
          .filter(Boolean),
        true,
      ).length > 0,
  ],
  [
    /^(?:add|create|include) (?:an? |the )?(?:new )?(.+?) roles?$/i,
    (draft, [, list = ""]) => addRoles(draft, list.split(/,|\band\b/), true).length > 0,
  ],
  [/^add field "(.+?)"(?: to (.+))?$/i, (draft, [, label = "", on]) => addWorded(draft, label, on)],
  [
    /^add "?(.+?)"? to (?:the )?(?:status|states|stages|workflow)(?: (?:of|on|for) (?:the )?(.+))?$/i,
    (draft, [, label = "", on]) => addState(draft, label, on),
  ],
  [
    /^add (?:an? |the )?"?(.+?)"? (?:as (?:an? )?)?(?:state|status|stage)(?: to (?:the )?(.+))?$/i,
    (draft, [, label = "", on]) => addState(draft, label, on),
  ],
  [
    /^add (?:the )?(?:options?|choices?|values?) (.+?) to (?:the )?(.+?)(?: (?:of|on|in) (?:the )?(.+))?$/i,
    (draft, [, list = "", what = "", on]) => choose(draft, what, on, list),
  ],
  [
    /^add (.+?) to (?:the )?(?:options|choices)(?: of| for)? (?:the )?(.+?)(?: (?:of|on|in) (?:the )?(.+))?$/i,
    (draft, [, list = "", what = "", on]) => choose(draft, what, on, list),
  ],
  [
    /^(?:change|set) (?:the )?(.+?)(?: options| choices)? (?:of (?:the )?(.+?) )?to (.+)$/i,
    (draft, [, what = "", on, list = ""]) => choose(draft, what, on, list) || make(draft, what, on, list) || rename(draft, what, on, list),
  ],
  [/^(.+)$/i, (draft, [, sentence = ""]) => permit(draft, sentence)],
  [
    /^(?:add|put|include|attach|give|create|i want|i need|we need|we want|want|need) (.+)$/i,
    (draft, [, rest = ""]) => addSplit(draft, rest),
  ],
  [
    /^(?:give|extend|equip) (?:the |each |every )?(.+?) (?:an? |with |the )(.+)$/i,
    (draft, [, on = "", items = ""]) => addTo(draft, items, on),
  ],
  [
    /^(?:the |each |every |an? )?(.+?) (?:should|must|need to|needs to|need|needs|could|have|has|also|shall|can)(?: also)?(?: have| has| include| contain| get| store| be able to have)? (?:an? )?(.+)$/i,
    (draft, [, on = "", items = ""]) => addTo(draft, items, on),
  ],
  [
    /^(?:add|include|create|i want|i need|we need|we want|want|need|build|there should be|introduce|track|enable|turn on|store|with|put in) (.+)$/i,
    (draft, [, items = ""]) => addWhole(draft, items),
  ],
];

function apply(draft: Draft, sentence: string): boolean {
  for (const [pattern, run] of RULES) {
    const match = pattern.exec(sentence);
    if (match && run(draft, [...match])) return true;
  }
  return false;
}

function each(list: string, run: (one: string) => boolean): boolean {
  if (run(list)) return true;
  const parts = list
    .split(/,| and /)
    .map((one) => one.trim())
    .filter(Boolean);
  return parts.length > 1 && parts.map(run).some(Boolean);
}

/** "an estimate in hours to tasks": the last joint whose right side names something of the app. */
function addSplit(draft: Draft, rest: string): boolean {
  const joints = [...rest.matchAll(/ (?:to|on|for|in|into|onto) (?:(?:the|each|every|all|my|our) )*/gi)].toReversed();
  return joints.some((joint) => addTo(draft, rest.slice(0, joint.index), rest.slice(joint.index + joint[0].length)));
}

function addTo(draft: Draft, items: string, on: string): boolean {
  const [first = "", rest = ""] = splitTarget(on);
  const target = entityNamed(draft.spec, first);
  if (target) return extend(draft, rest ? `${items} ${rest}` : items, target);
  if (/^(?:app|application|site|website|page|home page|menu)$/i.test(stemsOf(on).join(" "))) return extend(draft, items, undefined);
  return false;
}

// "posts with draft, review and published": the list after the entity belongs to what is added.
function splitTarget(on: string): string[] {
  const at = on.search(/ (?:with|\()|[:(]/i);
  return at < 0 ? [on] : [on.slice(0, at), on.slice(at)];
}

function addWhole(draft: Draft, items: string): boolean {
  const { spec } = draft;
  const main = spec.entities[0];
  const inside = entityInside(spec, items);
  const [head = ""] = items.split(/ (?:with|that|which|where|for|called)\b|[:(,]/i);
  const noun = stemsOf(head).join(" ");
  // A plain field word without an entity goes to the main one; a noun becomes an entity of its own.
  if (main && !inside && extend(draft, items, isThing(head) ? undefined : main)) return true;
  if (inside && extend(draft, items, isThing(head) && entityNamed(spec, head) === undefined ? undefined : inside)) return true;
  return noun !== "" && extend(draft, items, undefined);
}

function isThing(head: string): boolean {
  const stems = stemsOf(head);
  const words = head.trim().split(/\s+/);
  const last = words.at(-1)?.toLowerCase() ?? "";
  return stems.length > 0 && (nounNamed(stems.join(" ")).known || (last.endsWith("s") && !last.endsWith("ss")));
}

function currency(draft: Draft, what: string): boolean {
  const code = /\b(?:euros?|eur)\b|€/i.test(what)
    ? "EUR"
    : /pounds?|gbp|£/i.test(what)
      ? "GBP"
      : /\b(?:us )?dollars?|usd|\$/i.test(what)
        ? "USD"
        : /yen|jpy/i.test(what)
          ? "JPY"
          : /francs?|chf/i.test(what)
            ? "CHF"
            : /rupees?|inr/i.test(what)
              ? "INR"
              : undefined;
  if (!code) return false;
  if (draft.spec.currency === code) draft.remarks.push(`Amounts are in ${code} already.`);
  else draft.changes.push(`Amounts are in ${code}`);
  draft.spec.currency = code;
  return true;
}

function sorting(draft: Draft, what: string): boolean {
  const entity = entityInside(draft.spec, what) ?? draft.spec.entities[0];
  if (!entity) return false;
  draft.remarks.push(
    `Every list sorts by a click on its column: open ${entity.pluralLabel} and choose the one you need. A fixed order for everybody cannot be set.`,
  );
  return true;
}

function boardFor(draft: Draft, sentence: string, what: string | undefined): boolean {
  const entity = what === undefined ? undefined : entityNamed(draft.spec, what);
  return entity !== undefined && /board|kanban/i.test(sentence) && extend(draft, "a kanban board", entity);
}
