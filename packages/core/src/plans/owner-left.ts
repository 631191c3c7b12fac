import { and, eq } from "drizzle-orm";
import { findActor } from "../identity/index.ts";
import { AppError, type Tx } from "../platform/index.ts";
import { keepPlan, type PlanRow } from "./internal.ts";
import { tellOfLeft } from "./report.ts";
import { next } from "./states.ts";
import { plans } from "./tables.ts";

/** All that is at work for somebody who is no longer here: what comes next could not begin. */
export async function pausePlansOf(system: Tx, ownerId: string): Promise<void> {
  const own = and(eq(plans.workspaceId, system.workspaceId), eq(plans.ownerId, ownerId), eq(plans.state, "running"));
  for (const row of await system.db.select().from(plans).where(own).for("update"))
    await keepPlan(system, await tellOfLeft(system, { ...row, state: next(row.state, "paused") }));
}

export async function requireOwner(tx: Tx, { ownerId }: PlanRow): Promise<void> {
  if ((await findActor(tx, { kind: "person", id: ownerId })) === undefined)
    throw new AppError("conflict", "Who it runs for is no longer here. Change what a task is to do, and the plan runs for you.");
}
