import { addGuests, getMembers, type Guest } from "../../identity/index.ts";
import type { Landing } from "../landing.ts";
import { presentMembers } from "../present-members.ts";
import { storable } from "../imported-ids.ts";
import type { SlackMessage, SlackUser } from "./slack-format.ts";

const BATCH = 100;
const UNKNOWN = "Somebody from Slack";

export interface SlackPeople {
  /** The member who stands for a user of Slack; undefined for one that the archive does not list. */
  member: (userId: string) => string | undefined;
  handle: (userId: string) => string | undefined;
  /** Makes a guest for who is not listed: bots, and people of other workspaces. */
  author: (message: SlackMessage) => Promise<string>;
}

/** By their e-mail address those who are here; for the others guests keep the names. */
export async function bringPeople(landing: Landing, users: readonly SlackUser[]): Promise<SlackPeople> {
  const { run, reporting, ids } = landing;
  const here = await presentMembers(run.ctx);
  const members = new Map<string, string>();
  const guestOf = (key: string, name: string, handle: string, email?: string | null): Guest => ({
    id: ids.make("mem", new Date(0), key),
    kind: "person",
    name: storable(name).trim().slice(0, 80) || UNKNOWN,
    handle: storable(handle),
    email: email && storable(email).slice(0, 320),
  });
  for (let from = 0; from < users.length; from += BATCH) {
    const pairs = await run.writeStep(`users/${from}`, "transfer:import", async (tx) => {
      const found: [user: string, member: string, isHere: boolean][] = [];
      for (const user of users.slice(from, from + BATCH)) {
        const known = here.byEmail.get(user.profile?.email?.toLowerCase() ?? "");
        const name = user.profile?.real_name || user.real_name || user.profile?.display_name || user.name;
        const guest = guestOf(user.id, name, user.profile?.display_name || user.name || name, user.profile?.email);
        if (!known) await addGuests(tx, [guest]);
        found.push([user.id, known ?? guest.id, known !== undefined]);
      }
      return found;
    });
    for (const [user, member] of pairs) members.set(user, member);
    const isHere = pairs.filter(([, , known]) => known).length;
    reporting.take("members who are here", isHere);
    reporting.take("members as guests", pairs.length - isHere);
  }
  const handles = new Map<string, string>();
  const all = [...new Set(members.values())];
  for (let from = 0; from < all.length; from += BATCH)
    for (const [id, member] of await getMembers(run.ctx, all.slice(from, from + BATCH))) handles.set(id, member.handle);
  return {
    member: (userId) => members.get(userId),
    handle: (userId) => handles.get(members.get(userId) ?? ""),
    async author(message) {
      const key = message.user ?? message.bot_id ?? `name/${message.username ?? ""}`;
      const known = members.get(key);
      if (known) return known;
      const { bot_profile, username, user_profile } = message;
      const name = user_profile?.real_name || user_profile?.display_name || bot_profile?.name || username || UNKNOWN;
      const guest = guestOf(key, name, name);
      await run.writeStep(`guest/${guest.id}`, "transfer:import", (tx) => addGuests(tx, [guest]));
      reporting.take("members as guests");
      members.set(key, guest.id);
      return guest.id;
    },
  };
}
