import { remember } from "../platform/index.ts";

const KEPT = 64;
const MOST_MODELS = 5_000;
const ENOUGH = 8;
const LEAST_MS = 100;

/** How much of an answer is waited for: a stream's first words, or all of one that comes whole. */
export type Until = "begun" | "whole";

/** How fast models have answered lately, as far as this process has seen. */
export interface Pace {
  note(model: string, until: Until, ms: number): void;
  /** So long 95 of 100 answers took at most; undefined while too few were seen. */
  p95(model: string, until: Until): number | undefined;
}

export function createPace(): Pace {
  const seen = new Map<string, number[]>();
  return {
    note(model, until, ms) {
      const list = seen.get(`${until} ${model}`) ?? [];
      remember(seen, `${until} ${model}`, list, MOST_MODELS);
      list.push(ms);
      if (list.length > KEPT) list.shift();
    },
    p95(model, until) {
      const list = seen.get(`${until} ${model}`) ?? [];
      if (list.length < ENOUGH) return undefined;
      return Math.max(LEAST_MS, list.toSorted((one, other) => one - other)[Math.ceil(list.length * 0.95) - 1] ?? 0);
    },
  };
}
