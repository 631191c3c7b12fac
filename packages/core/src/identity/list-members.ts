import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { prepareStatement, requirePermission, toPage, type Context, type Page, type PageInput } from "../platform/index.ts";
import { memberColumns } from "./internal.ts";
import type { Member } from "./model.ts";
import { members, people } from "./tables.ts";

const present = prepareStatement((db) =>
  db
    .select(memberColumns)
    .from(members)
    .leftJoin(people, eq(people.id, members.personId))
    .where(and(isNull(members.removedAt), gt(members.id, sql.placeholder("after"))))
    .orderBy(asc(members.id))
    .limit(sql.placeholder("limit")),
);

/** Those who are in the workspace now, in the order they joined. */
export async function listMembers(ctx: Context, input: PageInput): Promise<Page<Member>> {
  requirePermission(ctx, "identity:read");
  const rows = await present(ctx.db, { after: input.cursor ?? "", limit: input.limit + 1 });
  return toPage(rows, input.limit, (member) => member.id);
}

/** Members by id, those who left included, for showing who wrote what. Unknown ids are left out. */
export async function getMembers(ctx: Context, ids: readonly string[]): Promise<Map<string, Member>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select(memberColumns)
    .from(members)
    .leftJoin(people, eq(people.id, members.personId))
    .where(inArray(members.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row]));
}
