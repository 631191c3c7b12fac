import { driverSlot } from "../platform/index.ts";
import type { Run } from "../runs/index.ts";
import type { TurnPlan, TurnReport } from "./plan.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * What does the work of a turn. It is given all of the plan: what was asked and said, for whom, limits of time and money, and a signal that
 * ends it; it tells what it says and does while it works, and ends with a report, also when it was cut short.
 */
export interface AgentRuntime {
  /** As the registry names it. */
  readonly name: string;
  readonly title: string;
  /** Whether it edits files: in a project's thread it then works on the app's code itself. */
  readonly editsFiles: boolean;
  takeTurn(run: Run, plan: TurnPlan): Promise<TurnReport>;
}

/** Rounds of a model with the product's own tools. */
export const builtInRuntime: AgentRuntime = { name: "builtin", title: "OpenVibe", editsFiles: false, takeTurn };

/** Those that the operator installed, beside our own. */
export const installedRuntimes = driverSlot<readonly AgentRuntime[]>("agent runtimes");
