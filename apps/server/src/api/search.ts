import * as search from "@openvibe/core/search";
import { z } from "zod";
import { member } from "./base.ts";

const { CloseInMeaning, Search, SearchByMeaning, SearchPage } = search;

export const searchApi = {
  search: member
    .route({ method: "GET", path: "/search", summary: "Find messages, threads, context items, documents and decisions that you may read" })
    .input(Search)
    .output(SearchPage)
    .handler(({ context, input }) => search.search(context, input)),
  searchByMeaning: member
    .route({
      method: "GET",
      path: "/search/meaning",
      summary: "Find what means about the same, where the workspace has a model for meaning",
    })
    .input(SearchByMeaning)
    .output(CloseInMeaning)
    .handler(({ context, input }) => search.searchByMeaning(context, input)),
  reindex: member
    .route({ method: "POST", path: "/search/index", summary: "Fill the index anew from what is there; says how many entries there are" })
    .output(z.object({ entries: z.number().int() }))
    .handler(async ({ context }) => ({ entries: await search.reindex(context) })),
};
