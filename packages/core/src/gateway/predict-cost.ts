import { requirePermission, type Context } from "../platform/index.ts";
import type { CostPrediction } from "./model.ts";
import { mostCost, ofText } from "../models/index.ts";
import { mostOf } from "./meter.ts";
import type { CallPurpose } from "./purpose.ts";
import { planRoute } from "./route.ts";

/** What a call would cost before it is made: expected at these tokens, and what would be reserved for it; by the model that would be asked first. */
export async function predictCost(
  ctx: Context,
  asked: CallPurpose & { inputTokens: number; outputTokens: number },
): Promise<CostPrediction> {
  requirePermission(ctx, "gateway:read");
  const { inputTokens, outputTokens, ...purpose } = asked;
  const [first] = await planRoute(ctx, purpose, { inputTokens, tools: false, vision: false, offline: true });
  if (!first) return { model: "", costMicros: 0, mostMicros: 0, offline: true };
  return {
    model: first.ref,
    costMicros: mostCost({ input: first.price.input, output: first.price.output }, inputTokens, outputTokens),
    mostMicros: mostOf(ctx, first, ofText(inputTokens), outputTokens),
    offline: first.offline,
  };
}
