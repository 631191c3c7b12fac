import type { ThreadPlace } from "../chat/index.ts";
import type { Context } from "../platform/index.ts";
import { showActivity } from "./activities.ts";

/** A stream that is silent for so long is told of. */
const SILENT_MS = 5_000;
const ACTIVITY_EVERY_MS = 3_000;

/** What is shown beside the thread while an answer is written. */
interface Showing {
  doing(what: string): void;
  /** Words came: they show it themselves, as long as more of them come. */
  spoke(): void;
  end(): void;
}

/** Shows that the agent thinks, until it does something else, speaks or ends; and that it waits, when its words stay away. */
export function startShowing(agent: Context, place: ThreadPlace): Showing {
  let shown: string | null = null;
  let spokeAt = Infinity;
  const show = (what: string | null) => {
    if (what !== null || shown !== null) showActivity(agent, place, what);
    shown = what;
  };
  const doing = (what: string) => {
    spokeAt = Infinity;
    show(what);
  };
  const timer = setInterval(() => {
    const silentMs = performance.now() - spokeAt;
    show(silentMs >= SILENT_MS ? `waiting for the model, ${Math.round(silentMs / 1_000)} s so far` : shown);
  }, ACTIVITY_EVERY_MS);
  doing("thinking");
  return {
    doing,
    spoke() {
      spokeAt = performance.now();
      show(null);
    },
    end() {
      clearInterval(timer);
      show(null);
    },
  };
}
