/** One box over messages, threads, context items, documents and decisions of projects. */
export * from "./model.ts";
export { search } from "./search.ts";
export { searchByMeaning } from "./search-by-meaning.ts";
export { embedEntries, embedEntriesTask } from "./embed-entries.ts";
export { reindex, reindexTask } from "./reindex.ts";
export { searchFollower } from "./follow.ts";
export { searchTools } from "./tools.ts";
