import { createWorkspace, listMembers, PERMISSIONS } from "../src/identity/index.ts";
import { people } from "../src/identity/tables.ts";
import { makeContext, type Context } from "../src/platform/index.ts";

/** A workspace of its own, of which the person of this name is the owner too. */
export async function anotherWorkspace(ctx: Context, name: string): Promise<Context> {
  const person = (await ctx.db.select().from(people)).find((each) => each.name === name);
  if (!person) throw new Error(`${name} has no account`);
  const workspace = await createWorkspace(ctx.platform, person, { name: "The new team" });
  const [owner] = (await listMembers(makeContext(ctx.platform, { workspaceId: workspace.id }), { limit: 1 })).items;
  return makeContext(ctx.platform, {
    workspaceId: workspace.id,
    actor: { kind: "person", id: owner?.id ?? "", can: PERMISSIONS.owner },
  });
}
