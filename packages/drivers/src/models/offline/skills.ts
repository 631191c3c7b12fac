import { AppSpec } from "@openvibe/appspec";
import { AppError } from "@openvibe/core/platform";
import { z } from "zod";
import { PlanRequest, planTasks } from "./plan-tasks.ts";
import { restOf } from "./rest-of.ts";
import { answerFromRecords, draftFromRecord, OneRecord, RecordsQuestion, summarizeRecord } from "./records/from-records.ts";
import { answerQuestion, changeSpec, draftOutcome, recall, titleThread, triage, writeSpec } from "./index.ts";

const Answer = z.object({
  text: z.string(),
  spec: AppSpec.nullable(),
  facts: z.record(z.string(), z.string()),
  context: z.array(z.object({ kind: z.enum(["decision", "fact", "action"]), text: z.string(), from: z.string().nullable() })).default([]),
  soFar: z.string().default(""),
});
const Talk = z.array(z.object({ id: z.string(), author: z.string(), text: z.string() }));

const SKILLS: Readonly<Record<string, (input: unknown) => unknown>> = {
  write_spec: (input) => writeSpec(z.object({ idea: z.string() }).parse(input).idea),
  change_spec: (input) => {
    const { spec, request } = z.object({ spec: AppSpec, request: z.string() }).parse(input);
    return changeSpec(spec, request);
  },
  triage: (input) => {
    const { text, hasApp } = z.object({ text: z.string(), hasApp: z.boolean() }).parse(input);
    return { intent: triage(text, { hasApp, waiting: false }) };
  },
  answer: (input) => {
    const { text, spec, facts, context, soFar } = Answer.parse(input);
    const known = recall(text, context);
    const own = known !== "" && spec === null ? "" : answerQuestion(spec ?? undefined, text, facts);
    const whole = [known, own].filter((part) => part !== "").join("\n\n");
    return { text: restOf(whole, soFar) };
  },
  draft_outcome: (input) => draftOutcome(z.object({ messages: Talk }).parse(input).messages),
  plan_tasks: (input) => planTasks(PlanRequest.parse(input)),
  answer_from_records: (input) => answerFromRecords(RecordsQuestion.parse(input)),
  summarize_record: (input) => summarizeRecord(OneRecord.parse(input)),
  draft_from_record: (input) => draftFromRecord(OneRecord.parse(input)),
  title_thread: (input) => ({ title: titleThread(z.object({ messages: Talk }).parse(input).messages) }),
};

/** Rules in place of a model; says so where there are none for what is asked. */
export function runSkill(name: string, input: unknown): unknown {
  const skill = SKILLS[name];
  if (!skill) throw new AppError("unavailable", `The offline model cannot do "${name}". Set a model key to use it.`);
  return skill(input);
}
