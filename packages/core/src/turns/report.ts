import { isOffline } from "../gateway/index.ts";
import type { TurnEnd } from "./model.ts";
import type { TurnRecord } from "./turn-record.ts";

const WHY: Readonly<Record<Exclude<TurnEnd, "answered" | "stopped">, string>> = {
  too_many_rounds: "I stop here: I have taken as many steps as I may.",
  too_costly: "I stop here: this has cost as much as it may.",
  too_long: "I stop here: this has taken as long as it may.",
  too_many_mistakes: "I stop here: my calls kept going wrong, and I do not want to go in circles.",
  outcome_unknown: "I stop here, because I do not know how one of my steps ended.",
  model_failed: "I could not finish this.",
};
const OF_LIMITS: readonly TurnEnd[] = ["too_many_rounds", "too_costly", "too_long"];

/** Whether it did as much as a turn may: another one can go on from there. */
export const isOfLimits = (end: TurnEnd): boolean => OF_LIMITS.includes(end);

const ENDED: Readonly<Record<Exclude<TurnEnd, "answered">, string>> = {
  too_many_rounds: "It took as many steps as it may, and was not done.",
  too_costly: "It cost as much as it may, and was not done.",
  too_long: "It took as long as it may, and was not done.",
  too_many_mistakes: "It made too many mistakes.",
  outcome_unknown: "It does not know how one of its steps ended. Look before it is tried again.",
  model_failed: "The model gave no answer.",
  stopped: "It was stopped.",
};

export const sayEnd = (end: Exclude<TurnEnd, "answered">): string => ENDED[end];

/** Whether no word was said and nothing done: there is nothing to go on with, and all to try again. */
export const isUntouched = ({ mayGoOn, begun, text, results }: TurnRecord): boolean =>
  mayGoOn && !begun && text === "" && results.length === 0;

/** What is wrong, where a button stands beside it. */
export const withoutAgain = (fault: string): string => fault.replace(/ Try again\b[^.]*\.$/, "");

/** Rules read words alone, and say so where there was more; a model says it itself. */
export function unseenText(end: TurnEnd, { shown, writtenBy }: TurnRecord): string {
  if (end !== "answered" || shown.length === 0 || !isOffline(writtenBy)) return "";
  const names = [...new Set(shown.map(({ name }) => `“${name}”`))].join(", ");
  return `I could not look at ${names}: no model that sees pictures answered. An admin can set one up in the settings under Models.`;
}

/** The words that a turn ends with when the model did not find its own end; empty when it did. */
export function endText(end: TurnEnd, record: TurnRecord): string {
  if (end === "answered" || end === "stopped") return "";
  const lines = [WHY[end]];
  const why = record.fault === "" ? "The model gave no answer." : record.fault;
  const fault = record.mayGoOn ? withoutAgain(why) : why.replace(/ Try again\.$/, "");
  if (end === "model_failed") lines.push(fault);
  const did = record.results.filter(({ outcome }) => outcome === "done").map(({ tool }) => `\`${tool}\``);
  if (did.length > 0) lines.push(`Done so far: ${[...new Set(did)].join(", ")}.`);
  for (const { tool } of record.results.filter(({ outcome }) => outcome === "unknown"))
    lines.push(`I began \`${tool}\` and do not know whether it happened. I do not repeat it. Please look, and tell me whether to go on.`);
  // When to ask again, the fault may say itself.
  const isTold = end === "model_failed" && /\bTry again\b/.test(fault);
  if (isOfLimits(end))
    lines.push("An admin can let me do more at once, on my page under Abilities. Let me go on, and I may do as much again.");
  else if (isUntouched(record)) lines.push("Nothing was done yet: have me try again once that is over.");
  else if (record.mayGoOn) lines.push("Let me go on once that is over, and I begin where I stopped.");
  else if (end !== "outcome_unknown" && !isTold) lines.push("Ask me again, or say what to do differently.");
  return lines.join(" ");
}
