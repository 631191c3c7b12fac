import type { Field, FieldType, Option, SampleValue, Tone } from "@openvibe/appspec";
import type { FieldDraft, NounEntry } from "../entry.ts";

type More = Partial<Omit<Field, "name" | "type" | "options">>;

export const must: More = { required: true };

/** "dueDate" to "Due date". */
function labelOf(identifier: string): string {
  const words = identifier.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function of(type: FieldType) {
  return (name: string, more: More = {}): FieldDraft => ({ label: labelOf(name), ...more, name, type });
}

export const text = of("text");
export const longText = of("longText");
export const integer = of("integer");
export const decimal = of("decimal");
export const money = of("money");
export const yesNo = of("boolean");
export const date = of("date");
export const dateTime = of("dateTime");
export const time = of("time");
export const tags = of("tags");
export const email = of("email");
export const url = of("url");
export const phone = of("phone");
export const image = of("image");
export const color = of("color");
export const rating = of("rating");
export const location = of("location");

/** Options as "value/tone" or "value=Label/tone", separated by commas. */
function options(source: string): Option[] {
  return source.split(",").map((part) => {
    const [named = "", tone = "neutral"] = part.trim().split("/");
    const [value = "", label = labelOf(value)] = named.split("=");
    return { value, label, tone: tone as Tone };
  });
}

export function choice(name: string, source: string, more: More = {}): FieldDraft {
  return { label: labelOf(name), ...more, name, type: "enum", options: options(source) };
}

/** States as in `options`, the first is the initial one; moves as "from>to Label", separated by commas. */
export function flow(states: string, moves: string, by: string[] = ["member"]): NonNullable<NounEntry["workflow"]> {
  const all = options(states);
  return {
    states: all,
    initial: all[0]?.value ?? "",
    moves: moves.split(",").map((part) => {
      const [path = "", ...label] = part.trim().split(" ");
      const [from = "", to = ""] = path.split(">");
      return { from, to, label: label.join(" "), by };
    }),
  };
}

/** A noun as its file writes it: rows are lines of cells between bars, the first line names the columns, an empty cell is left out. */
export interface NounDraft extends Omit<NounEntry, "samples" | "qualified" | "visibility" | "views"> {
  visibility?: NounEntry["visibility"];
  views?: NounEntry["views"];
  samples: string;
  /** Lines in the columns of `samples`. */
  qualified?: Record<string, string>;
}

export function noun(draft: NounDraft): NounEntry {
  const [header = "", ...lines] = linesOf(draft.samples);
  const columns = cellsOf(header);
  const kinds = new Map<string, FieldType>(draft.fields.map((field) => [field.name, field.type]));
  for (const relation of draft.relations ?? []) if (relation.many) kinds.set(relation.field, "tags");
  const rowOf = (line: string) => {
    const row: Record<string, SampleValue> = {};
    cellsOf(line).forEach((cell, index) => {
      const name = columns[index];
      if (cell !== "" && name !== undefined) row[name] = valueOf(cell, kinds.get(name));
    });
    return row;
  };
  const qualified = Object.entries(draft.qualified ?? {}).map(([word, table]) => [word, linesOf(table).map(rowOf)] as const);
  return {
    visibility: "team",
    views: ["table"],
    ...draft,
    samples: lines.map(rowOf),
    qualified: Object.fromEntries(qualified),
  };
}

function linesOf(table: string): string[] {
  return table.trim().split("\n");
}

function cellsOf(line: string): string[] {
  return line.split("|").map((cell) => cell.trim());
}

function valueOf(cell: string, type: FieldType | undefined): SampleValue {
  switch (type) {
    case "integer":
    case "decimal":
    case "money":
    case "rating":
      return Number(cell);
    case "boolean":
      return cell === "yes";
    case "tags":
      return cell.split(",").map((each) => each.trim());
    default:
      return cell;
  }
}
