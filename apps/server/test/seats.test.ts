import { addMember, authOf, changeRole, forgetSession } from "@openvibe/core/identity";
import { may, openDatabase, type Platform } from "@openvibe/core/platform";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepSeats } from "../src/doors/socket-seats.ts";
import { openServer, type OpenServer } from "./open-server.ts";

let server: OpenServer;
beforeAll(async () => void (server = await openServer()));
afterAll(() => server.close());

const wait = { timeout: 30_000, interval: 20 };

test("tabs of one session share a seat: a changed role holds for all, an outage ends none, signing out ends all", async () => {
  const owner = await server.person("Ada");
  const { cookie, email } = await server.person("Bob");
  const member = await addMember(owner.ctx, { email, role: "viewer" });
  const { workspaceId } = owner.ctx;
  const real = server.world.platform;
  const { log } = real;
  const away = openDatabase({ url: "postgresql://nobody@127.0.0.1:1/none", maxConnections: 1, log, useAppRole: true });
  let database = real.database;
  // A getter, so that the database goes away and comes back while the seats are open.
  const platform: Platform = {
    ...real,
    get database() {
      return database;
    },
  };
  const seats = keepSeats(platform, 20);
  const cut: string[] = [];
  const tab = (name: string) => ({ disconnect: () => cut.push(name) });
  const [one, two, foreign] = [tab("one"), tab("two"), tab("foreign")];
  try {
    const [first, second] = await Promise.all([
      seats.find({ cookie }, workspaceId, undefined),
      seats.find({ cookie }, workspaceId, undefined),
    ]);
    const seat = seats.take(first, one);
    expect(seats.take(second, two)).toBe(seat);
    const other = seats.take(await seats.find({ cookie: owner.cookie }, workspaceId, undefined), foreign);
    expect(other).not.toBe(seat);
    expect([seats.tabsOf(member.id), seats.tabsOf(owner.ctx.actor.id)]).toEqual([2, 1]);
    expect(may(seat.ctx.actor, "chat:write")).toBe(false);

    await changeRole(owner.ctx, { memberId: member.id, role: "member" });
    // What this process knows of a session is kept for seconds; it was changed as by another one.
    server.world.clock.pass(60_000);
    await expect.poll(() => may(seat.ctx.actor, "chat:write"), wait).toBe(true);

    database = away;
    server.world.clock.pass(60_000);
    await expect(seats.find({ cookie }, workspaceId, undefined)).rejects.toThrow("Failed query");
    await pause(200);
    database = real.database;
    expect(cut).toEqual([]);

    await authOf(platform).api.signOut({ headers: new Headers({ cookie }) });
    forgetSession(platform, { cookie });
    await expect.poll(() => new Set(cut), wait).toEqual(new Set(["one", "two"]));
    seats.leave(seat, one);
    seats.leave(seat, two);
    expect([seats.tabsOf(member.id), seats.tabsOf(owner.ctx.actor.id)]).toEqual([0, 1]);
    await expect(seats.find({ cookie }, workspaceId, undefined)).rejects.toMatchObject({ code: "unauthenticated" });
  } finally {
    seats.close();
    await away.close();
  }
});
