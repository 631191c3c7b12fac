import type { LanguageModelV4FunctionTool, LanguageModelV4Message, LanguageModelV4ProviderTool } from "@ai-sdk/provider";
import { answerQuestion } from "../answers/answer-question.ts";
import { fillArguments } from "./fill-arguments.ts";
import { historyOf, isSameCall, type History, type Made } from "./history.ts";
import { lookupFor, matchTool, takesAway, type PlannedTool } from "./match-tool.ts";
import { reportOn, type Ended } from "./report.ts";
import { idIn, sayResult } from "./say-result.ts";
import { readWishes, type Slots, type Wish } from "./wishes.ts";

interface PlannedCall {
  id: string;
  name: string;
  input: Record<string, unknown>;
}

export interface Move {
  /** The report, once nothing is left to call. */
  text: string;
  calls: PlannedCall[];
}

/** What comes next for a wish: a call, its end, or the calls that other wishes wait for. */
type State = { wish: Wish; call: PlannedCall } | Ended;

const MOST_CALLS = 12;

/**
 * The next step of a turn by rules: the calls that the person's words ask for and that were not made, all at once where they need nothing from
 * each other; else the report. Only `request`, or the last message of a person, is read for wishes.
 */
export function nextMove(
  prompt: readonly LanguageModelV4Message[],
  offered: readonly (LanguageModelV4FunctionTool | LanguageModelV4ProviderTool)[],
  request?: string,
): Move {
  return plannedMove(prompt, offered, request) ?? { text: answerQuestion(undefined, request ?? historyOf(prompt).text), calls: [] };
}

/** As `nextMove`; undefined where the words ask for nothing that tools do. */
export function plannedMove(
  prompt: readonly LanguageModelV4Message[],
  offered: readonly (LanguageModelV4FunctionTool | LanguageModelV4ProviderTool)[],
  request?: string,
): Move | undefined {
  const history = historyOf(prompt);
  const tools = offered.filter((tool): tool is PlannedTool => tool.type === "function");
  if (tools.length === 0 && history.made.length === 0) return undefined;
  const names = new Set([...tools, ...history.made].map(({ name }) => name));
  const wishes = readWishes(request ?? history.text, names);
  const known = wishes.filter((wish, index) => wish.intent !== "other" || matchTool(wish, tools) || madeFor(index, history));
  if (known.length === 0) return undefined;
  const ended: Ended[] = [];
  for (const group of new Set(known.map((wish) => wish.group))) {
    const states = known.filter((wish) => wish.group === group).map((wish) => stateOf(wish, wishes.indexOf(wish), tools, history, ended));
    const calls = states.flatMap((state) => ("call" in state ? [state.call] : []));
    if (calls.length > 0 && history.made.length < MOST_CALLS) return { text: "", calls: distinct(calls) };
    ended.push(
      ...states.map((state) => ("call" in state ? { wish: state.wish, made: undefined, trouble: "that took too many steps" } : state)),
    );
  }
  return { text: reportOn(ended), calls: [] };
}

const idOf = (index: number, { turn }: History) => `call_${turn}_${index}`;
const madeFor = (index: number, history: History) => history.made.find((made) => made.id === idOf(index, history));

function stateOf(wish: Wish, index: number, tools: readonly PlannedTool[], history: History, before: readonly Ended[]): State {
  const id = idOf(index, history);
  const own = madeFor(index, history);
  if (own) return { wish, made: own, trouble: undefined };
  const tool = matchTool(wish, tools);
  if (!tool) return { wish, made: undefined, trouble: tools.length === 0 ? "I may take no more steps" : "there is no tool for it here" };
  // NOTE: what is taken away must be named outright; the whole sentence is no name.
  const said = wish.intent === "other" && takesAway(tool.name) ? {} : wish.slots;
  const slots = wish.refers ? withResults(said, before) : said;
  if (wish.intent === "call" && slots.json) return once(wish, { id, name: tool.name, input: slots.json }, history);
  const filling = fillArguments(tool.inputSchema, slots, wish.words, history.here);
  for (const { property, kind, name } of filling.lookups) {
    const lookup = lookupFor(kind, tools);
    if (!lookup || lookup.name === tool.name) {
      filling.input[property] = name;
      continue;
    }
    const input = fillArguments(lookup.inputSchema, { query: name, text: name, title: name, noun: name }, name).input;
    const looked = history.made.find((made) => made.id === `${id}_${kind}` || isSameCall(made, lookup.name, input));
    if (!looked) return { wish, call: { id: `${id}_${kind}`, name: lookup.name, input } };
    const found = idIn(looked.output, name);
    if (found === undefined) return { wish, made: undefined, trouble: `there is no ${kind} called “${name}” that I can see` };
    filling.input[property] = found;
  }
  if (filling.missing.length > 0) return { wish, made: undefined, trouble: `please say which ${filling.missing.join(" and ")} you mean` };
  return once(wish, { id, name: tool.name, input: filling.input }, history);
}

/** What was called with the same arguments is not called again: it has its answer. */
function once(wish: Wish, call: PlannedCall, history: History): State {
  const same = history.made.find((made) => isSameCall(made, call.name, call.input));
  return same ? { wish, made: same, trouble: undefined } : { wish, call };
}

/** "Search for it and post what you find": the words of what came before stand in for "it". */
function withResults(slots: Slots, before: readonly Ended[]): Slots {
  const found = before
    .flatMap(({ made }: { made: Made | undefined }) => (made ? [sayResult(made.output)] : []))
    .filter(({ ok, text }) => ok && text !== "");
  if (found.length === 0) return slots;
  const text = found.map((each) => each.text.trim()).join("\n\n");
  const isPronoun = (said: string | undefined) =>
    said === undefined || said === "" || /^(?:it|this|that|them|those|(?:the|a|your|its)\b.{0,40}|what .{0,30})$/i.test(said.trim());
  return { ...slots, ...(isPronoun(slots.text) ? { text } : {}) };
}

function distinct(calls: readonly PlannedCall[]): PlannedCall[] {
  return calls.filter(
    (call, index) =>
      calls.findIndex((each) => each.name === call.name && JSON.stringify(each.input) === JSON.stringify(call.input)) === index,
  );
}
