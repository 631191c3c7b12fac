import { and, eq, inArray } from "drizzle-orm";
import { withoutCode } from "../cards/index.ts";
import { asHandle, findByHandles } from "../identity/index.ts";
import type { Tx } from "../platform/index.ts";
import { letIn } from "./membership.ts";
import type { Channel } from "./model.ts";
import { channelMembers } from "./tables.ts";

/** So many members one message calls at most, and so many names of it are looked up. */
const MOST_CALLED = 50;
const MOST_LOOKED_UP = 200;

/** The handles that a text names with "@", in order, once each. Code and e-mail addresses name nobody. */
export function handlesIn(text: string): string[] {
  if (!text.includes("@")) return [];
  const named = new Set<string>();
  for (const [, name = ""] of withoutCode(text).matchAll(/(?<![\p{L}\p{M}\p{N}_@./-])@([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,63})/gu)) {
    const handle = asHandle(name).replace(/-+$/, "");
    if (named.size < MOST_LOOKED_UP) named.add(handle);
  }
  return [...named];
}

/** Whom a text calls: those it names who can read the channel. Naming an agent in a private channel brings it in. */
export async function mentionsIn(tx: Tx, channel: Channel, text: string): Promise<string[]> {
  const handles = handlesIn(text);
  const known = await findByHandles(tx, handles);
  const named = handles.flatMap((handle) => known.get(handle) ?? []).filter(({ id }) => id !== tx.actor.id);
  if (channel.kind === "public" || named.length === 0) return named.slice(0, MOST_CALLED).map(({ id }) => id);
  const rows = await tx.db
    .select({ id: channelMembers.memberId })
    .from(channelMembers)
    .where(
      and(
        eq(channelMembers.channelId, channel.id),
        inArray(
          channelMembers.memberId,
          named.map(({ id }) => id),
        ),
      ),
    );
  const readers = new Set(rows.map(({ id }) => id));
  if (channel.kind === "private" && channel.agentMode !== "never" && tx.actor.kind === "person") {
    for (const { id } of named.filter((each) => each.kind === "agent" && !readers.has(each.id))) {
      await letIn(tx, channel, [id]);
      readers.add(id);
    }
  }
  return named
    .filter(({ id }) => readers.has(id))
    .slice(0, MOST_CALLED)
    .map(({ id }) => id);
}
