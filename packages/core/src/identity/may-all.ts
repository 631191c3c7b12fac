import { may, type Context } from "../platform/index.ts";
import { findActor } from "./agents.ts";

/** Whether each of these people may do all of this themselves, as things are now. Who left may do nothing. */
export async function mayAll(ctx: Context, personIds: readonly string[], permissions: readonly string[]): Promise<boolean> {
  for (const id of new Set(personIds)) {
    const person = await findActor(ctx, { kind: "person", id });
    if (!person || !permissions.every((permission) => may(person, permission))) return false;
  }
  return true;
}
