import { AppError, sqlState, type Tx } from "../platform/index.ts";
import type { Landing } from "./landing.ts";

export const UNFIT = "They hold what the database does not take, such as a number beyond its range or an id that is taken.";

/** What a statement was refused for lies in the data: beyond a range, against a rule, or longer than an index holds. */
export const isUnfit = (error: unknown): boolean => /^(?:22|23|54)/.test(sqlState(error) ?? "");

function refusalOf(error: unknown): string {
  if (error instanceof AppError && (error.code === "conflict" || error.code === "bad_request")) return error.message;
  if (isUnfit(error)) return UNFIT;
  throw error;
}

/** Writes records in one step. Where they are refused it goes on by halves, so that a broken one is told and stops no other. */
export async function landBatch<Row, Landed>(
  landing: Pick<Landing, "run" | "reporting">,
  { name, what }: { name: string; what: string },
  rows: readonly Row[],
  land: (tx: Tx, rows: readonly Row[]) => Promise<Landed>,
): Promise<Landed[]> {
  let reason: string;
  try {
    return [await landing.run.writeStep(name, "transfer:import", (tx) => land(tx, rows))];
  } catch (error) {
    reason = refusalOf(error);
  }
  if (rows.length <= 1) {
    landing.reporting.leave(what, reason);
    return [];
  }
  const middle = Math.ceil(rows.length / 2);
  const first = await landBatch(landing, { name: `${name}/1`, what }, rows.slice(0, middle), land);
  return [...first, ...(await landBatch(landing, { name: `${name}/2`, what }, rows.slice(middle), land))];
}
