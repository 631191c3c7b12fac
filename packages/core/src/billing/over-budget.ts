import { AppError } from "../platform/index.ts";
import type { OverBudget } from "./holding.ts";
import { dollars } from "./model.ts";

/** A ten-thousandth of a dollar pays for no call, and reads like nothing. */
const HARDLY_MICROS = 100;
const RAISE = "An admin can raise it.";
const HELP: Readonly<Partial<Record<OverBudget["scope"], string>>> = {
  credit: "The workspace's owner can add to it.",
  operator: "Whoever runs this server can raise it, and keys of your own do not count: an admin can add one under Settings, Models.",
  task: "Asked again, a new task begins. An admin can raise the limit at the agent, or in the settings under Money.",
};
const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

/** Why a call of a model may not begin, in words for whoever asked: nothing is left, or too little, and what can be done about it. */
export function overBudget({ scope, name, remainingMicros, resetsAt }: OverBudget, model?: string): AppError {
  const which = scope === "credit" || scope === "task" ? `“${name}”` : `The budget “${name}”`;
  const nothing = remainingMicros < HARDLY_MICROS;
  const state = nothing ? "is used up." : `has ${dollars(remainingMicros)} left, too little for this call.`;
  const until = resetsAt ? ` It begins anew on ${WHEN.format(resetsAt)} UTC.` : "";
  return new AppError("over_budget", `${which} ${state}${until} ${HELP[scope] ?? RAISE}`, {
    details: { scope, name, remainingMicros, resetsAt, ...(model === undefined ? {} : { model }) },
  });
}
