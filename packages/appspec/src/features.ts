import { z } from "zod";
import { CapabilityId, Identifier, Label } from "./words.ts";

const base = { capability: CapabilityId };

/** People write below a row; the author and the administrator may delete. */
export const CommentsFeature = z.object({ ...base, kind: z.literal("comments"), on: Identifier }).strict();
/** A heart with a count on a row; one per person. */
export const LikesFeature = z.object({ ...base, kind: z.literal("likes"), on: Identifier }).strict();
/** Stars and a text on a row, one per person, with the average shown. */
export const ReviewsFeature = z.object({ ...base, kind: z.literal("reviews"), on: Identifier }).strict();
/** A cart and a checkout that makes an order with its lines; payment is arranged outside the app. */
export const CartFeature = z
  .object({
    ...base,
    kind: z.literal("cart"),
    /** The entity that is sold. */
    product: Identifier,
    /** Its money field. */
    price: Identifier,
    /** Its integer field of pieces left; checkout lowers it and refuses to go below zero. */
    stock: Identifier.optional(),
  })
  .strict();
/** People reserve a slot of an entity (a room, a table, a stylist); two bookings never overlap. */
export const BookingFeature = z
  .object({
    ...base,
    kind: z.literal("booking"),
    resource: Identifier,
    slotMinutes: z.number().int().min(5).max(1440),
    /** Hours of the day, 24 h clock; closes after opens. */
    opensHour: z.number().int().min(0).max(23),
    closesHour: z.number().int().min(1).max(24),
    /** ISO weekdays, 1 is Monday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  })
  .strict();
/** Visitors send a message; administrators read them in an inbox. */
export const ContactFeature = z.object({ ...base, kind: z.literal("contact"), topics: z.array(Label).max(8).default([]) }).strict();
/** Visitors leave an e-mail address and can take it back; administrators see and export the list. Nothing is sent. */
export const NewsletterFeature = z.object({ ...base, kind: z.literal("newsletter"), promise: z.string().max(200) }).strict();
/** A multiple-choice quiz with score, explanations and a best-scores list. */
export const QuizFeature = z
  .object({
    ...base,
    kind: z.literal("quiz"),
    title: Label,
    questions: z
      .array(
        z
          .object({
            prompt: z.string().min(1).max(300),
            answers: z.array(z.string().min(1).max(160)).min(2).max(6),
            /** Index into `answers`. */
            correct: z.number().int().min(0).max(5),
            explanation: z.string().max(300).default(""),
          })
          .strict(),
      )
      .min(3)
      .max(60),
  })
  .strict();
/** Rooms in which signed-in people talk live. */
export const ChatRoomFeature = z.object({ ...base, kind: z.literal("chatRoom"), rooms: z.array(Label).min(1).max(12) }).strict();
/** Numbers and charts over the entities, on the first page after signing in. */
export const DashboardFeature = z
  .object({
    ...base,
    kind: z.literal("dashboard"),
    /** Charts beside the counts that every entity gets. */
    charts: z
      .array(
        z
          .object({
            title: Label,
            entity: Identifier,
            chart: z.enum(["bar", "line", "donut"]),
            /** "count" or a numeric field's name, summed. */
            measure: z.union([z.literal("count"), Identifier]),
            /** An enum, workflow, boolean or to-one relation field; or a date field, grouped by month. */
            by: Identifier,
          })
          .strict(),
      )
      .max(8)
      .default([]),
  })
  .strict();
/** One box that searches every entity the person may read. */
export const SearchFeature = z.object({ ...base, kind: z.literal("search") }).strict();

export const CalculatorInput = z
  .object({
    name: Identifier,
    label: Label,
    default: z.number(),
    min: z.number().optional(),
    max: z.number().optional(),
    step: z.number().positive().optional(),
    unit: z.string().max(12).optional(),
    options: z
      .array(z.object({ label: Label, value: z.number() }).strict())
      .max(20)
      .optional(),
  })
  .strict();
/**
 * Inputs to results. `formula` is arithmetic over the inputs and earlier outputs: numbers, names, + - * / % ^, parentheses,
 * comparisons, `a ? b : c`, and the functions of `FORMULA_FUNCTIONS`; see formula.ts.
 */
export const CalculatorFeature = z
  .object({
    ...base,
    kind: z.literal("calculator"),
    name: Identifier,
    title: Label,
    description: z.string().max(300).default(""),
    inputs: z.array(CalculatorInput).min(1).max(16),
    outputs: z
      .array(
        z
          .object({
            name: Identifier,
            label: Label,
            formula: z.string().min(1).max(400),
            format: z.enum(["number", "integer", "money", "percent", "text"]).default("number"),
            unit: z.string().max(12).optional(),
            bands: z
              .array(z.object({ upTo: z.number(), label: Label }).strict())
              .max(12)
              .optional(),
          })
          .strict(),
      )
      .min(1)
      .max(12),
  })
  .strict();
/** Units of one quantity: base = value * factor + offset. */
export const ConverterFeature = z
  .object({
    ...base,
    kind: z.literal("converter"),
    title: Label,
    groups: z
      .array(
        z
          .object({
            label: Label,
            units: z
              .array(
                z
                  .object({ id: Identifier, label: Label, symbol: z.string().max(12), factor: z.number(), offset: z.number().default(0) })
                  .strict(),
              )
              .min(2)
              .max(30),
          })
          .strict(),
      )
      .min(1)
      .max(12),
  })
  .strict();
export const GameFeature = z
  .object({
    ...base,
    kind: z.literal("game"),
    title: Label,
    game: z.enum(["memory", "ticTacToe", "snake", "wordGuess", "slidingPuzzle", "mines", "twentyFortyEight", "reaction"]),
    words: z
      .array(z.string().regex(/^[a-z]{3,12}$/))
      .max(200)
      .optional(),
  })
  .strict();
/** A focus timer with rounds; signed-in people keep a history. */
export const TimerFeature = z
  .object({
    ...base,
    kind: z.literal("timer"),
    title: Label,
    workMinutes: z.number().int().min(1).max(180),
    breakMinutes: z.number().int().min(1).max(60),
    rounds: z.number().int().min(1).max(12),
  })
  .strict();
/**
 * A model answers about the rows of an entity that the person who asks may read: questions on a page of its own, a summary and a draft of a
 * text on each row. The workspace lets the app use models; where no model answers, rules do, and it says so.
 */
export const AssistantFeature = z
  .object({
    ...base,
    kind: z.literal("assistant"),
    on: Identifier,
    /** What it drafts about a row, in the singular: "Reply", "Description". */
    draft: Label.default("Description"),
    /** Questions to begin with. */
    questions: z.array(z.string().min(1).max(120)).max(4).default([]),
  })
  .strict();

export const Feature = z.discriminatedUnion("kind", [
  CommentsFeature,
  LikesFeature,
  ReviewsFeature,
  CartFeature,
  BookingFeature,
  ContactFeature,
  NewsletterFeature,
  QuizFeature,
  ChatRoomFeature,
  DashboardFeature,
  SearchFeature,
  CalculatorFeature,
  ConverterFeature,
  GameFeature,
  TimerFeature,
  AssistantFeature,
]);
export type Feature = z.infer<typeof Feature>;
export type FeatureKind = Feature["kind"];
export type FeatureOf<K extends FeatureKind> = Extract<Feature, { kind: K }>;
