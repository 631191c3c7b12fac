import { isProgram, write, type Context } from "../platform/index.ts";
import { changeItem, lockItem, place } from "./internal.ts";
import type { ContextItem, EditContextItem } from "./model.ts";

/** Any member who sees an item may put it right. */
export function editContextItem(ctx: Context, input: EditContextItem): Promise<ContextItem> {
  return write(ctx, "knowledge:write", async (tx) => {
    const item = await lockItem(tx, input.itemId);
    const { kind = item.kind, text = item.text, tags = item.tags } = input;
    const byProgram = text === item.text ? item.byProgram : isProgram(tx.actor);
    const placed = input.scope ? await place(tx, input.scope, input.scopeId ?? null, item.channelId) : {};
    return changeItem(tx, { ...item, kind, text, tags, byProgram, ...placed }, "person");
  });
}
