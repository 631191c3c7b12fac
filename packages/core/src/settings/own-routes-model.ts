/** Who is asked of other models than the rest, and of which, in this order. */
export interface OwnRoute {
  /** "agent developer", "skill answer" */
  who: string;
  /** As somebody writes them, with commas between; empty until one is chosen. */
  models: string;
}

/** Reads "agent developer: a/b, c/d; skill answer: e/f"; what somebody is still writing stays as it is. */
export function readRoutes(text: string): OwnRoute[] {
  return text.split(";").flatMap((entry) => {
    const at = entry.indexOf(":");
    if (at < 0) return entry.trim() === "" ? [] : [{ who: entry.trim(), models: "" }];
    return [{ who: entry.slice(0, at).trim().replace(/\s+/, " "), models: entry.slice(at + 1).replace(/^ /, "") }];
  });
}

export function writeRoutes(routes: readonly OwnRoute[]): string {
  return routes.map(({ who, models }) => `${who}: ${models.replaceAll(";", ",")}`).join("; ");
}
