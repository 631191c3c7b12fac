const KEPT = 64;
const ENOUGH = 8;
const LEAST_MS = 100;

/** How fast models have answered lately, as far as this process has seen. */
export interface Pace {
  note(model: string, ms: number): void;
  /** So long 95 of 100 answers took at most to begin; undefined while too few were seen. */
  p95(model: string): number | undefined;
}

export function createPace(): Pace {
  const seen = new Map<string, number[]>();
  return {
    note(model, ms) {
      const list = seen.get(model) ?? [];
      seen.set(model, list);
      list.push(ms);
      if (list.length > KEPT) list.shift();
    },
    p95(model) {
      const list = seen.get(model) ?? [];
      if (list.length < ENOUGH) return undefined;
      return Math.max(LEAST_MS, list.toSorted((one, other) => one - other)[Math.ceil(list.length * 0.95) - 1] ?? 0);
    },
  };
}
