import { createHmac } from "node:crypto";
import { idAt, moveId, type Context } from "../platform/index.ts";

/**
 * Ids that are the same whenever the same thing comes in, so that an import can stop and go on, or come twice. They are made with a secret
 * of the platform: nobody can write an archive whose ids hit what is here.
 */
export interface ImportedIds {
  /** For what has no id of ours: sorts by time, then by `order`, from 0 to 65,535. */
  make: (kind: string, at: Date, name: string, order?: number) => string;
  /** For an id of another workspace of ours; in the same workspace it stays as it is. Order is kept. */
  move: (id: string) => string;
}

export function importedIds(ctx: Context, source: string): ImportedIds {
  const secret = ctx.platform.secrets.derive(`import into ${ctx.workspaceId}`);
  const bits = (name: string) => BigInt(`0x${createHmac("sha256", secret).update(`${source}\n${name}`).digest("hex").slice(0, 16)}`);
  const distance = source === ctx.workspaceId ? 0n : bits("distance");
  return {
    make: (kind, at, name, order = 0) => idAt(kind, at.getTime(), (BigInt(order) << 64n) | bits(`${kind}\n${name}`)),
    move: (id) => moveId(id, distance),
  };
}

const OURS = /(?<![\p{L}\p{N}_-])(?:agt|chn|thr|msg|itm|prj|dec|mem|sch|hof|pln|ptk|wsp)_[0-9a-hjkmnp-tv-z]{26}(?![\p{L}\p{N}_])/gu;

/** Reads a line of an export with the ids of this workspace wherever one stands, in links in the text too; `exact` goes by the moved id. */
export function readRecord(line: string, ids: ImportedIds, exact: ReadonlyMap<string, string>): unknown {
  const translate = (id: string) => {
    const moved = ids.move(id);
    return exact.get(moved) ?? (id.startsWith("wsp_") ? id : moved);
  };
  return JSON.parse(line, (_, value: unknown) => (typeof value === "string" ? storable(value).replaceAll(OURS, translate) : value));
}

/** What no database holds is taken out: the character 0 and halves of a pair. */
export const storable = (text: string) => text.replaceAll("\u0000", "").toWellFormed();
