import type { Queries } from "../../data/api.ts";
import { BY_CURSOR } from "../../data/pages.ts";

const PAGE = 30;

export function threadsOptions(queries: Queries, channelId: string) {
  return queries.chat.listThreads.infiniteOptions({
    input: (cursor: string | undefined) => ({ channelId, cursor, limit: PAGE }),
    ...BY_CURSOR,
  });
}
