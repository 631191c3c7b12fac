import { AppError, write, type Context } from "../platform/index.ts";
import { advance, put } from "./advance.ts";
import { lockOwn, tasksOf } from "./internal.ts";
import { isOpen, isOver, OrderPlanTasks, type Plan } from "./model.ts";

/** Puts what has not begun in another order, all at once; the places that these tasks have are given out anew, so that no other changes its own. */
export function orderPlanTasks(ctx: Context, input: OrderPlanTasks): Promise<Plan> {
  const { planId, seen, order } = OrderPlanTasks.parse(input);
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockOwn(tx, planId);
    const open = (await tasksOf(tx, row.id)).filter(isOpen);
    if (isOver(row.state) || seen.length !== open.length || open.some(({ id }, place) => id !== seen[place]))
      throw new AppError("conflict", "The plan changed meanwhile, so its order stays as it is now. Look at it, and move the task again.");
    const places = new Map(order.map((id, place) => [id, place]));
    if (places.size !== open.length || order.length !== open.length || open.some(({ id }) => !places.has(id)))
      throw new AppError("bad_request", "The new order names each task that has not begun, and each once.");
    const positions = open.map(({ position }, place) => Math.max(position, place)).toSorted((one, other) => one - other);
    for (const [place, id] of order.entries()) await put(tx, id, { position: positions[place] ?? place });
    return advance(tx, row);
  });
}
