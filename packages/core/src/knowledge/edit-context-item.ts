import { isProgram, write, type Context } from "../platform/index.ts";
import { changeItem, lockItem, place } from "./internal.ts";
import type { ContextItem, EditContextItem } from "./model.ts";

/** Any member who sees an item may put it right; whoever writes it anew is its author. */
export function editContextItem(ctx: Context, input: EditContextItem): Promise<ContextItem> {
  return write(ctx, "knowledge:write", async (tx) => {
    const item = await lockItem(tx, input.itemId);
    const { kind = item.kind, text = item.text, tags = item.tags } = input;
    const written = text === item.text ? {} : { authorId: tx.actor.id, byProgram: isProgram(tx.actor) };
    const placed = input.scope ? await place(tx, input.scope, input.scopeId ?? null, item.channelId) : {};
    return changeItem(tx, { ...item, kind, text, tags, ...written, ...placed }, "person");
  });
}
