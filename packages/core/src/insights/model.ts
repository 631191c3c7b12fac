import { z } from "zod";
import { Written } from "../chat/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";

/** What something was learnt about: a person, a kind of app, a building block that apps are made with. */
export const SubjectKind = z.enum(["person", "project_type", "technology"]);
export type SubjectKind = z.infer<typeof SubjectKind>;

/** What can be learnt, each with the few values it can have: nothing that a person wrote is ever among them. */
export const TRAITS = {
  answer_length: ["short", "medium", "long"],
  answer_form: ["prose", "list", "code"],
  approval: ["read", "write", "outside", "irreversible"],
  side_talk: ["fork"],
  build: ["first", "change"],
  check: ["build"],
} as const;
export type Trait = keyof typeof TRAITS;

/** The least share for which the sample speaks with 95 % certainty, from 0 to 1. */
const Confidence = z.number();

export const Insight = z.object({
  /** `kind/subject/trait/value`, the same as long as it is about the same. */
  key: z.string(),
  subjectKind: SubjectKind,
  subjectId: z.string(),
  trait: z.string(),
  value: z.string(),
  /** In a sentence; as its owner has put it where they corrected it. */
  text: z.string(),
  corrected: z.boolean(),
  /** How often it was seen. */
  sampleSize: z.number().int(),
  /** How often it was accepted. */
  accepted: z.number().int(),
  /** Whether it mostly was. */
  liked: z.boolean(),
  confidence: Confidence,
  lastSeenAt: Time,
});
export type Insight = z.infer<typeof Insight>;

/** Your own, and what the workspace has learnt. */
export const ListInsights = z.object({ subjectKind: SubjectKind.optional(), least: z.number().int().min(1).max(100).default(3) });
export type ListInsights = z.input<typeof ListInsights>;
export const CorrectInsight = z.object({ key: z.string().max(300), text: Written.trim().min(1, "Write what is right").max(500) });
export type CorrectInsight = z.infer<typeof CorrectInsight>;
export const ByInsight = z.object({ key: z.string().max(300) });
export type ByInsight = z.infer<typeof ByInsight>;

/** A count over more than five workspaces of different owners that agreed to it, in rounded figures: no workspace can be told from it. */
export const SharedCount = z.object({
  subjectKind: SubjectKind,
  subjectId: z.string(),
  trait: z.string(),
  value: z.string(),
  /** In a sentence. */
  text: z.string(),
  /** There are more than so many. */
  workspaces: z.number().int(),
  sampleSize: z.number().int(),
  accepted: z.number().int(),
  confidence: Confidence,
});
export type SharedCount = z.infer<typeof SharedCount>;

export const InsightEvents = {
  InsightChanged: defineEvent("insights.insight_changed", z.object({ key: z.string() })),
};
