import { z } from "zod";
import type { Context } from "./context.ts";
import { driverSlot } from "./drivers.ts";
import type { Said } from "./said.ts";

/** `outside` reaches beyond the workspace, `irreversible` cannot be taken back; both wait for a person. */
export type ToolEffect = "read" | "write" | "outside" | "irreversible";

export interface ToolCall {
  readonly signal: AbortSignal;
  /** The same for each attempt at one call, so that a verb that knows keys does its work once. */
  readonly callId?: string;
  /** The message that the turn answers: what is made of its words goes with them. */
  readonly messageId?: string;
  /** The task of the turn: what the verb asks of models is paid by it, within its limit. */
  readonly taskId?: string;
  /** On whose budgets and keys that counts, where it is not the person for whom the agent works. */
  readonly paidBy?: string | undefined;
  /** Whose is what it makes that works on by itself, where it is not that person. */
  readonly madeFor?: string | undefined;
}

/** A file that a model is shown, by its id: who shows it reads what is in it. */
export interface ShownFile {
  fileId: string;
  name: string;
  mediaType: string;
}

/** A verb as a model may call it, in a turn of an agent or through MCP. */
export interface ToolDefinition<Input = never, Output = unknown> {
  /** As `chat_send_message`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What the verb takes; its output type is what `run` is given. */
  readonly input: z.ZodType<Input>;
  /** The least right that it needs; the verb checks again. */
  readonly permission: string;
  readonly effect: ToolEffect;
  /** Its result holds words from outside (web page, file, app user, another agent, another server): the turn is tainted from then on. */
  readonly taints?: boolean;
  /** The same of a tool whose results hold such words at times. */
  taintsWith?(output: Output): boolean;
  /** The files that it found, for a model to look at. */
  shows?(output: Output): readonly ShownFile[];
  /** Governs the workspace, its rules, keys or what everybody is told: never within reach of a tainted turn, whoever approves. Asked as who calls. */
  governs?(input: Input, ctx: Context): boolean | Promise<boolean>;
  /** It changes nothing, but what it is given leaves the workspace: a tainted turn asks first. */
  readonly outward?: boolean;
  /** Writes that call a driver: they cannot stand in the transaction that records them. */
  readonly ownTransactions?: boolean;
  /** Runs code, or shows code or what is wrong with it: what comes next in a turn is hard work. */
  readonly code?: boolean;
  /** Since when it is what it is: what was allowed for good before that was allowed for another tool of its name. */
  readonly since?: Date;
  /** What stands behind the name, such as a server and its address: what was asked about one is not allowed for another. */
  readonly behind?: string;
  /** How a model is told the input, where that is not read off `input`. */
  readonly inputSchema?: Readonly<Record<string, unknown>>;
  /** For an approval: exactly what will happen, in plain words; what it takes by id under its name. */
  says(input: Input, ctx: Context): string | Said | Promise<Said>;
  run(ctx: Context, input: Input, call: ToolCall): Promise<Output>;
}

/** A tool whatever it takes: its input is parsed by its own schema before it is called. */
export interface Tool extends Omit<ToolDefinition, "input" | "governs" | "says" | "run"> {
  readonly input: z.ZodType;
  governs(input: unknown, ctx: Context): boolean | Promise<boolean>;
  says(input: unknown, ctx: Context): Promise<Said>;
  run(ctx: Context, input: unknown, call: ToolCall): Promise<unknown>;
}

const NAME = /^[a-z][a-z0-9_]{2,63}$/;

export function defineTool<Input, Output>(definition: ToolDefinition<Input, Output>): Tool {
  if (!NAME.test(definition.name)) throw new Error(`"${definition.name}" is no name for a tool`);
  const parse = (input: unknown): Input => definition.input.parse(input);
  return {
    ...definition,
    governs: (input, ctx) => definition.governs?.(parse(input), ctx) ?? false,
    async says(input, ctx) {
      const told = await definition.says(parse(input), ctx);
      return typeof told === "string" ? { text: told, quotes: [] } : told;
    },
    run: (ctx, input, call) => definition.run(ctx, parse(input), call),
  };
}

export const isTainting = (tool: Tool, output: unknown): boolean => tool.taints === true || tool.taintsWith?.(output) === true;

/** Every module's tools; filled in the composition root. */
export const toolCatalog = driverSlot<readonly Tool[]>("tools");

/** The JSON Schema of what a tool takes, for models and MCP clients. */
export function inputSchemaOf(tool: Pick<Tool, "input" | "inputSchema">): Readonly<Record<string, unknown>> {
  return tool.inputSchema ?? z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any", override: sayTime });
}

/** JSON has no times of its own: they are given as text. */
function sayTime({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
}
