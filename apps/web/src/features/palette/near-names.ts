import { defaultFilter } from "cmdk";

/** What fits less than a tenth as well as the best is letters scattered over a name, and left out; where nothing fits better it stays. */
const FAR = 0.1;

/** How well a name fits what is typed; 0 where it does not, or where others fit far better. */
export type Nearness = (name: string, search: string) => number;

const scoreOf: Nearness = (name, search) => defaultFilter(name, search) ?? 0;

/** Measures names against the best of those that can be chosen. */
export function nearnessAmong(names: readonly string[]): Nearness {
  const best = new Map<string, number>();
  return (name, search) => {
    const most = best.get(search) ?? Math.max(0, ...names.map((each) => scoreOf(each, search)));
    best.set(search, most);
    const score = scoreOf(name, search);
    return score < most * FAR ? 0 : score;
  };
}
