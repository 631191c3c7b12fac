import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestToMail } from "../../test/request-to-mail.ts";
import { makeTurnWorld, type TurnWorld } from "../../test/turn-world.ts";
import { write } from "../platform/index.ts";
import { decideApproval, isAllowed, listAllowances, requestApproval, type RequestApproval } from "./index.ts";
import { allowances, approvals } from "./tables.ts";

let world: TurnWorld;
beforeAll(async () => void (world = await makeTurnWorld()));
afterAll(() => world.close());

const mailRequest = (more: Partial<RequestApproval>) => requestToMail(world, more);

test("what was allowed while words from outside were in play lends that to no later word for good", async () => {
  const tool = "mail_lent";
  const allow = async (tainted: boolean, alwaysForDays: number | null) => {
    const { id: approvalId } = await requestApproval(world.agent, mailRequest({ tool, tainted }));
    await decideApproval(world.ada, { approvalId, decision: "approve", always: "workspace", alwaysForDays });
  };
  const holds = (tainted: boolean) => isAllowed(world.ada, { agentId: world.agent.actor.id, tool, threadId: world.threadId, tainted });
  await allow(true, 1);
  expect([await holds(false), await holds(true)]).toEqual([true, true]);
  world.clock.pass(2 * 86_400_000);
  expect([await holds(false), await holds(true)]).toEqual([false, false]);
  await allow(false, null);
  expect([await holds(false), await holds(true)]).toEqual([true, false]);
});

test("what cannot be undone is allowed for a time, and never without an end", async () => {
  const { id: approvalId } = await requestApproval(world.agent, mailRequest({ tool: "mail_burn", effect: "irreversible" }));
  const always = { approvalId, decision: "approve", always: "thread" } as const;
  await expect(decideApproval(world.ada, { ...always, alwaysForDays: null })).rejects.toThrow("allowed for a time");
  expect((await decideApproval(world.ada, { ...always, alwaysForDays: 7 })).alwaysUntil).not.toBeNull();
});

test("what was allowed when nobody asked for how long ends 30 days after that, and at once where it cannot be undone; what was chosen to hold holds", async () => {
  const allowed = async (tool: string, effect: "outside" | "irreversible", isOld: boolean) => {
    const { id: approvalId } = await requestApproval(world.agent, mailRequest({ tool, effect }));
    const alwaysForDays = effect === "irreversible" ? 7 : null;
    await decideApproval(world.ada, { approvalId, decision: "approve", always: "workspace", alwaysForDays });
    // As it stands in a database from before there was an end.
    if (!isOld) return;
    await write(world.owner, "test:age", async (tx) => {
      await tx.db.update(approvals).set({ always: null, alwaysUntil: null }).where(eq(approvals.id, approvalId));
      await tx.db.update(allowances).set({ endsAt: null }).where(eq(allowances.tool, tool));
    });
  };
  await allowed("mail_old", "outside", true);
  await allowed("mail_old_gone", "irreversible", true);
  await allowed("mail_chosen", "outside", false);
  const agentId = world.agent.actor.id;
  const holding = async () => {
    const tools = ["mail_old", "mail_old_gone", "mail_chosen"];
    const held = await Promise.all(tools.map((tool) => isAllowed(world.ada, { agentId, tool, threadId: world.threadId, tainted: false })));
    const { items } = await listAllowances(world.ada, { limit: 50 });
    const listed = items.filter(({ tool }) => tools.includes(tool)).toReversed();
    return [held, listed.map(({ tool, createdAt, endsAt }) => [tool, endsAt && (endsAt.getTime() - createdAt.getTime()) / 86_400_000])];
  };
  expect(await holding()).toEqual([
    [true, false, true],
    [
      ["mail_old", 30],
      ["mail_chosen", null],
    ],
  ]);
  world.clock.pass(30 * 86_400_000);
  expect(await holding()).toEqual([[false, false, true], [["mail_chosen", null]]]);
  // Asked again, it is allowed as anything else is.
  const { id: approvalId } = await requestApproval(world.agent, mailRequest({ tool: "mail_old", effect: "outside" }));
  await decideApproval(world.ada, { approvalId, decision: "approve", always: "workspace" });
  expect((await holding())[0]).toEqual([true, false, true]);
});
