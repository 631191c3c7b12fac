import { systemContext, type Platform } from "../platform/index.ts";
import { people } from "./tables.ts";

const used = new WeakSet<Platform>();

/** Whether nobody has an account here yet. Asked once more each time until somebody has. */
export async function isUnused(platform: Platform): Promise<boolean> {
  if (used.has(platform)) return false;
  const [anybody] = await systemContext(platform).db.select({ id: people.id }).from(people).limit(1);
  if (anybody) used.add(platform);
  return !anybody;
}
