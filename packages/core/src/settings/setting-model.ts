import { z } from "zod";

/** One thing that can be set: what fits, what holds when nobody set it, and who may. */
export interface Setting<Value> {
  readonly schema: z.ZodType<Value>;
  readonly default: Value;
  readonly layers: readonly ("workspace" | "user")[];
  readonly group: "Look" | "Talk" | "Agents" | "Models" | "Money" | "Data" | "Features";
  readonly label: string;
  readonly help: string;
  /** How it is edited; a choice with the words for its values. */
  readonly editor:
    | "text"
    | "routes"
    | "models"
    | "number"
    | "days"
    | "lines"
    | "switch"
    | "timeZone"
    | "sections"
    | "agents"
    | Readonly<Record<string, string>>;
}

export const setting = <Value>(definition: Setting<Value>): Setting<Value> => definition;

export const whole = (least: number, most: number) =>
  z
    .number(`Choose a number from ${least} to ${most}`)
    .int("Choose a whole number")
    .min(least, `At least ${least}`)
    .max(most, `At most ${most}`);
