"use client";
import type { AgentLimits } from "@openvibe/core/agents/model";
import { MICROS_PER_DOLLAR } from "@openvibe/core/billing/model";
import { Field } from "@openvibe/ui/primitives/field";
import { formText } from "../../data/form-text.ts";
import { microsOf } from "../billing/money.ts";

const CENTS = 100;

export function LimitFields({ limits, problem }: { limits: AgentLimits; problem: { field: string; message: string } | undefined }) {
  const errorOf = (field: string) => (problem?.field === `limits.${field}` ? problem.message : undefined);
  const amount = (cents: number | null) => (cents === null ? "" : (cents / CENTS).toFixed(2));
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field
        label="Steps of an answer"
        name="rounds"
        inputMode="numeric"
        placeholder="As the workspace"
        defaultValue={limits.rounds ?? ""}
        error={errorOf("rounds")}
      />
      <Field
        label="Minutes of an answer"
        name="minutes"
        inputMode="numeric"
        placeholder="As the workspace"
        defaultValue={limits.minutes ?? ""}
        error={errorOf("minutes")}
      />
      <Field
        label="US dollars for a task"
        name="taskCents"
        inputMode="decimal"
        placeholder="As the workspace"
        defaultValue={amount(limits.taskCents)}
        error={errorOf("taskCents")}
      />
      <Field
        label="US dollars for a day"
        name="dayCents"
        inputMode="decimal"
        placeholder="No limit of its own"
        defaultValue={amount(limits.dayCents)}
        error={errorOf("dayCents")}
      />
    </div>
  );
}

/** As they stand in the form; what is no number is refused by the schema. */
export function limitsOf(form: FormData): Record<keyof AgentLimits, number | null> {
  const read = (name: keyof AgentLimits, numberOf: (text: string) => number) => {
    const text = formText(form, name).trim();
    return text === "" ? null : numberOf(text);
  };
  const cents = (text: string) => Math.round(microsOf(text) / (MICROS_PER_DOLLAR / CENTS));
  return {
    rounds: read("rounds", Number),
    minutes: read("minutes", Number),
    taskCents: read("taskCents", cents),
    dayCents: read("dayCents", cents),
  };
}
