import { lte } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { members } from "./tables.ts";

const KEPT_MS = 30 * 86_400_000;

/** Ids of people who left a month ago, as part of a query: what was theirs alone is forgotten. */
export const leftLongAgo = (now: Date) =>
  new QueryBuilder()
    .select({ id: members.id })
    .from(members)
    .where(lte(members.removedAt, new Date(now.getTime() - KEPT_MS)));
