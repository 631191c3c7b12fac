import { randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import { ALL_WORKSPACES, LOG_START, makeContext, NO_WORKSPACE, openDatabase, sqlState, write, type Context } from "../platform/index.ts";
import {
  actorOf,
  addAgent,
  addMember,
  agentActor,
  authOf,
  changeRole,
  contextFor,
  createWorkspace,
  findActor,
  forgetSession,
  getMembers,
  isOperatorToken,
  listMembers,
  readOperatorToken,
  removeAgent,
  removeMember,
  resolveOperator,
  resolveSession,
  signUp,
  type Me,
  type Role,
} from "./index.ts";
import { accounts, members, workspaces } from "./tables.ts";

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

const PASSWORD = "correct horse battery";
const fresh = (name: string) => ({
  name,
  email: `${name.toLowerCase()}-${randomBytes(4).toString("hex")}@example.org`,
  password: PASSWORD,
});

async function me(cookie: string): Promise<Me> {
  const found = await resolveSession(world.platform, { cookie });
  if (!found) throw new Error("not signed in");
  return found;
}

/** A new person with a new workspace, and the context of its owner. */
async function makeOwner(name: string): Promise<{ cookie: string; ctx: Context; email: string }> {
  const account = fresh(name);
  const { person, cookie } = await signUp(world.platform, account);
  await createWorkspace(world.platform, person, { name: `${name}'s team` });
  return { cookie, ctx: contextFor(world.platform, await me(cookie), undefined), email: account.email };
}

/** A new person in the owner's workspace. */
async function enrol(owner: Context, name: string, role: Exclude<Role, "owner">) {
  const account = fresh(name);
  const { cookie } = await signUp(world.platform, account);
  const member = await addMember(owner, { email: account.email, role });
  return { cookie, member, ctx: contextFor(world.platform, await me(cookie), owner.workspaceId) };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: unknown }) => error.code,
  );

test("a person signs up, makes a workspace and is its owner", async () => {
  const { cookie, ctx, email } = await makeOwner("Ada");
  const found = await me(cookie);
  expect(found.person.email).toBe(email);
  expect(found.workspaces).toMatchObject([{ name: "Ada's team", role: "owner", memberId: ctx.actor.id }]);
  const { items } = await listMembers(ctx, { limit: 50 });
  expect(items).toMatchObject([{ id: ctx.actor.id, kind: "person", name: "Ada", handle: "ada", role: "owner", email }]);
  const events = await settledEvents(ctx, LOG_START);
  expect(events.map((event) => event.type)).toEqual(["identity.workspace_created", "identity.member_added"]);
  expect(events.every((event) => event.actor.id === ctx.actor.id)).toBe(true);
});

test("passwords are stored as scrypt hashes, short ones and taken addresses are refused", async () => {
  const account = fresh("Grace");
  const { person } = await signUp(world.platform, account);
  const [row] = await world.platform.database.unbound().select().from(accounts).where(eq(accounts.userId, person.id));
  expect(row?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
  expect(await codeOf(signUp(world.platform, { ...fresh("Short"), password: "1234567" }))).toBe("bad_request");
  expect(await codeOf(signUp(world.platform, account))).toBe("bad_request");
});

test("a name is trimmed, and one that is too long or holds control characters is refused", async () => {
  const { person } = await signUp(world.platform, { ...fresh("Grace"), name: "  Grace Hopper " });
  expect(person.name).toBe("Grace Hopper");
  for (const name of ["", "   ", "x".repeat(81), "Grace\u0000Hopper", "\ud800"])
    expect([name, await codeOf(signUp(world.platform, { ...fresh("Grace"), name }))]).toEqual([name, "bad_request"]);
});

test("closed sign-up says so, counts tries by address, and leaves those in who have an account", async () => {
  const account = fresh("Annie");
  await signUp(world.platform, account);
  const platform = { ...world.platform };
  const auth = authOf(platform, { openSignUp: false });
  await expect(signUp(platform, fresh("Late"))).rejects.toThrow(/^Sign-up is closed here\. Ask /);
  const headers = { "content-type": "application/json", origin: "http://localhost", "x-ov-client-ip": "203.0.113.9" };
  const post = (path: string, body: object) =>
    auth.handler(new Request(`http://localhost/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
  const statuses: number[] = [];
  for (let tries = 0; tries < 11; tries += 1) statuses.push((await post("sign-up/email", fresh("Late"))).status);
  expect(statuses).toEqual([...Array<number>(10).fill(403), 429]);
  expect((await post("sign-in/email", account)).status).toBe(200);
});

test("a session ends for everybody at sign-out, and a forged or foreign cookie is nobody", async () => {
  const { cookie } = await makeOwner("Alan");
  expect(await resolveSession(world.platform, {})).toBeUndefined();
  expect(await resolveSession(world.platform, { cookie: cookie.replace(/=.{6}/, "=forged") })).toBeUndefined();
  const wrongSignature = cookie.slice(0, cookie.lastIndexOf(".") + 1) + encodeURIComponent(randomBytes(32).toString("base64"));
  expect(await resolveSession(world.platform, { cookie: wrongSignature })).toBeUndefined();
  await authOf(world.platform).api.signOut({ headers: new Headers({ cookie }) });
  forgetSession(world.platform, { cookie });
  expect(await resolveSession(world.platform, { cookie })).toBeUndefined();
});

const openAway = () =>
  openDatabase({ url: "postgresql://nobody@127.0.0.1:1/none", maxConnections: 1, log: world.platform.log, useAppRole: true });

test("who it is cannot be said while the database is away: that is no fault of ours, and nobody is signed out", async () => {
  const { cookie } = await makeOwner("Joan");
  const database = openAway();
  const platform = { ...world.platform, database };
  await expect(resolveSession(platform, { cookie })).rejects.toMatchObject({ code: "unavailable" });
  await database.close();
  expect((await me(cookie)).person.name).toBe("Joan");
});

test("a cookie that an app adds beside the real one is never kept as that person", async () => {
  const { cookie } = await makeOwner("Hedy");
  for (const planted of ["__Host-openvibe.session=planted", "__Secure-openvibe.session=planted", "openvibe.session=planted"]) {
    await resolveSession(world.platform, { cookie: `${planted}; ${cookie}` });
    await resolveSession(world.platform, { cookie: `${cookie}; ${planted}` });
    expect(await resolveSession(world.platform, { cookie: planted })).toBeUndefined();
  }
  expect((await me(cookie)).person.name).toBe("Hedy");
});

test("over https the session cookie is one that no sibling host can set", async () => {
  const platform = { ...world.platform };
  authOf(platform, { origin: "https://vibe.example.com" });
  const { person, cookie } = await signUp(platform, fresh("Radia"));
  expect(cookie).toMatch(/^__Host-openvibe\.session=/);
  expect((await resolveSession(platform, { cookie }))?.person.id).toBe(person.id);
  expect(await resolveSession(platform, { cookie: cookie.replace("__Host-", "") })).toBeUndefined();
});

test("members are added by e-mail, page by page, with handles of their own", async () => {
  const { ctx } = await makeOwner("Edsger");
  expect(await codeOf(addMember(ctx, { email: "nobody@example.org", role: "member" }))).toBe("not_found");
  const first = await enrol(ctx, "Ada", "member");
  const second = await enrol(ctx, "Ada", "viewer");
  expect([first.member.handle, second.member.handle]).toEqual(["ada", "ada-2"]);
  expect(await codeOf(addMember(ctx, { email: first.member.email ?? "", role: "member" }))).toBe("conflict");
  const pageOne = await listMembers(ctx, { limit: 2 });
  const pageTwo = await listMembers(ctx, { limit: 2, cursor: pageOne.nextCursor });
  expect([...pageOne.items, ...pageTwo.items].map((member) => member.id)).toEqual([ctx.actor.id, first.member.id, second.member.id]);
  expect(pageTwo.nextCursor).toBeUndefined();
});

test("roles decide: viewers read, admins add up to their own rank, and the last owner stays", async () => {
  const { ctx } = await makeOwner("Barbara");
  const viewer = await enrol(ctx, "Vera", "viewer");
  const admin = await enrol(ctx, "Adam", "admin");
  expect((await listMembers(viewer.ctx, { limit: 50 })).items).toHaveLength(3);
  const told = await Promise.all(
    ["x@example.org", viewer.member.email ?? ""].map((email) =>
      addMember(viewer.ctx, { email, role: "viewer" }).catch((error: { code: string; message: string }) => [error.code, error.message]),
    ),
  );
  // The same words, whether the address has an account or not.
  expect(told[0]).toEqual(["forbidden", expect.any(String)]);
  expect(told[1]).toEqual(told[0]);
  expect(await codeOf(write(viewer.ctx, "chat:write", async () => {}))).toBe("forbidden");
  expect(await codeOf(changeRole(admin.ctx, { memberId: ctx.actor.id, role: "viewer" }))).toBe("forbidden");
  expect(await codeOf(changeRole(admin.ctx, { memberId: admin.member.id, role: "owner" }))).toBe("forbidden");
  expect(await codeOf(removeMember(ctx, { memberId: ctx.actor.id }))).toBe("conflict");
  expect(await codeOf(changeRole(ctx, { memberId: ctx.actor.id, role: "member" }))).toBe("conflict");

  const promoted = await changeRole(ctx, { memberId: viewer.member.id, role: "owner" });
  expect(promoted.role).toBe("owner");
  const stepDown = (memberId: string) => changeRole(ctx, { memberId, role: "member" });
  const both = await Promise.allSettled([stepDown(ctx.actor.id), stepDown(viewer.member.id)]);
  expect(both.map((each) => each.status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a changed role and a removal count at the next request, and a failed change leaves nothing", async () => {
  const { ctx } = await makeOwner("Donald");
  const member = await enrol(ctx, "Mia", "member");
  await changeRole(ctx, { memberId: member.member.id, role: "viewer" });
  expect((await me(member.cookie)).workspaces[0]?.role).toBe("viewer");
  await removeMember(ctx, { memberId: member.member.id });
  const after = await me(member.cookie);
  expect(after.workspaces).toEqual([]);
  expect(() => contextFor(world.platform, after, ctx.workspaceId)).toThrow(/not a member/);
  expect((await getMembers(ctx, [member.member.id])).get(member.member.id)?.name).toBe("Mia");
  expect((await listMembers(ctx, { limit: 50 })).items).toHaveLength(1);
  const back = await addMember(ctx, { email: member.member.email ?? "", role: "member" });
  expect(back.id).toBe(member.member.id);

  const before = await settledEvents(ctx, LOG_START);
  await codeOf(changeRole(ctx, { memberId: ctx.actor.id, role: "member" }));
  expect(await settledEvents(ctx, LOG_START)).toHaveLength(before.length);
});

test("agents are members with narrow rights of their own", async () => {
  const { ctx } = await makeOwner("Developer");
  const input = { agent: "developer", name: "Developer", handle: "developer", can: ["chat:write"] };
  // Tasks that meet this are tried again: a workspace is there before its agents are.
  expect(await codeOf(agentActor(ctx, "developer"))).toBe("unavailable");
  const agent = await addAgent(ctx, input);
  expect(agent).toMatchObject({ kind: "agent", handle: "developer-2", agent: "developer" });
  expect((await addAgent(ctx, { ...input, can: ["chat:write", "builder:write"] })).id).toBe(agent.id);
  const actor = await agentActor(ctx, "developer");
  expect(actor).toEqual({ kind: "agent", id: agent.id, can: new Set(["chat:write", "builder:write"]) });
  expect(await actorOf(ctx, actor)).toEqual(actor);
  const asAgent = makeContext(world.platform, { workspaceId: ctx.workspaceId, actor });
  expect(await codeOf(changeRole(asAgent, { memberId: ctx.actor.id, role: "viewer" }))).toBe("forbidden");
  expect(await codeOf(removeMember(ctx, { memberId: agent.id }))).toBe("bad_request");
  await removeAgent(ctx, "developer");
  expect(await codeOf(agentActor(ctx, "developer"))).toBe("not_found");
});

test("who left is nobody any more, and a database that does not answer makes nobody leave", async () => {
  const { ctx } = await makeOwner("Niklaus");
  const agent = await addAgent(ctx, { agent: "qa", name: "QA", handle: "qa", can: ["chat:write"] });
  const { member } = await enrol(ctx, "Nina", "member");
  const database = openAway();
  const cutOff = makeContext({ ...world.platform, database }, { workspaceId: ctx.workspaceId });
  for (const { kind, id } of [agent, member]) {
    expect(await findActor(ctx, { kind, id })).toMatchObject({ kind, id });
    await expect(findActor(cutOff, { kind, id })).rejects.not.toMatchObject({ code: "not_found" });
  }
  await database.close();
  await removeAgent(ctx, "qa");
  await removeMember(ctx, { memberId: member.id });
  for (const { kind, id } of [agent, member]) expect(await findActor(ctx, { kind, id })).toBeUndefined();
});

test("the database itself keeps workspaces apart when a query forgets its where", async () => {
  const one = await makeOwner("One");
  const two = await makeOwner("Two");
  const everything = (workspaceId: string) => world.platform.database.reader(workspaceId).select().from(members);
  expect((await everything(one.ctx.workspaceId)).map((row) => row.id)).toEqual([one.ctx.actor.id]);
  expect((await everything(ALL_WORKSPACES)).length).toBeGreaterThan(2);
  expect(await everything(NO_WORKSPACE)).toEqual([]);
  expect(await world.platform.database.unbound().select().from(members)).toEqual([]);
  expect((await world.platform.database.reader(two.ctx.workspaceId).select().from(workspaces)).map((row) => row.id)).toEqual([
    two.ctx.workspaceId,
  ]);

  const intrude = write(one.ctx, "identity:write", (tx) =>
    tx.db.insert(members).values({
      id: "mem_intruder",
      workspaceId: two.ctx.workspaceId,
      kind: "agent",
      name: "Intruder",
      handle: "intruder",
      role: "owner",
      joinedAt: new Date(),
    }),
  );
  expect(sqlState(await intrude.catch((error: unknown) => error))).toBe("42501");
  await write(one.ctx, "identity:write", (tx) => tx.db.update(members).set({ role: "viewer" }));
  expect((await getMembers(two.ctx, [two.ctx.actor.id])).get(two.ctx.actor.id)?.role).toBe("owner");
  expect(await codeOf(changeRole(one.ctx, { memberId: two.ctx.actor.id, role: "viewer" }))).toBe("not_found");
});

test("the operator's token is private to the machine's user and acts as the oldest workspace's owner", async () => {
  const other = await makeWorld();
  const directory = await mkdtemp(join(tmpdir(), "openvibe-operator-"));
  try {
    const [token, again] = await Promise.all([readOperatorToken(directory), readOperatorToken(directory)]);
    expect(again).toBe(token);
    expect((await stat(join(directory, "operator-token"))).mode & 0o777).toBe(0o600);
    expect(isOperatorToken(token, token)).toBe(true);
    expect(isOperatorToken(`${token}x`, token)).toBe(false);

    const [operator, same] = await Promise.all([resolveOperator(other.platform), resolveOperator(other.platform)]);
    expect(same).toEqual(operator);
    expect(operator).toMatchObject({ person: { name: "Local operator" }, workspaces: [{ role: "owner" }] });
    other.clock.pass(6_000);
    const { person } = await signUp(other.platform, fresh("Later"));
    await createWorkspace(other.platform, person, { name: "Newer" });
    expect((await resolveOperator(other.platform)).person).toEqual(operator.person);
  } finally {
    await other.close();
    await rm(directory, { recursive: true });
  }
});

test("a person owns so many workspaces at most, were they asked for at once or made over by others", async () => {
  const account = fresh("Many");
  const { person } = await signUp(world.platform, account);
  const made = await Promise.allSettled(
    Array.from({ length: 13 }, (_, at) => createWorkspace(world.platform, person, { name: `Number ${at}` })),
  );
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  await expect(createWorkspace(world.platform, person, { name: "One more" })).rejects.toThrow("You own 10 workspaces");
  const ada = await makeOwner("Ada");
  const { id: memberId } = await addMember(ada.ctx, { email: account.email, role: "admin" });
  await expect(changeRole(ada.ctx, { memberId, role: "owner" })).rejects.toThrow("Many owns 10 workspaces");
  expect(await changeRole(ada.ctx, { memberId, role: "member" })).toMatchObject({ role: "member" });
});
