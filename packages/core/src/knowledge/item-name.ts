import { named, type Context, type Said } from "../platform/index.ts";
import { getContextItem } from "./get-context-item.ts";

/** For what a tool says it does. */
export function itemNamed(ctx: Context, itemId: string): Promise<Said> {
  return named(itemId, async () => {
    const { text, sourceMessageId } = await getContextItem(ctx, { itemId });
    return { name: text, quotes: [itemId, sourceMessageId] };
  });
}
