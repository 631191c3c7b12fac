import { findModel, listReachable } from "@openvibe/core/gateway";
import type { KeyBearer } from "@openvibe/core/keys";
import { AppError, type Context } from "@openvibe/core/platform";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { enteredBy, MODELS_DOOR, ROUTES, speaksAnthropic, type routeOptions } from "./model-access.ts";

/** Nobody tells when a model came. */
const EPOCH = new Date(0).toISOString();

/** The models that a key may use, in the words of the client that asks. */
export function listModels(app: FastifyInstance, options: ReturnType<typeof routeOptions>): void {
  app.get(`${MODELS_DOOR}models`, options, async (request) => {
    const { ctx, bearer } = enteredBy(request);
    const refs = await refsFor(ctx, bearer);
    const data = refs.map(entryFor(request));
    if (!speaksAnthropic(request)) return { object: "list", data };
    return { data, has_more: false, first_id: refs[0] ?? null, last_id: refs.at(-1) ?? null };
  });
  app.get<{ Params: { "*": string } }>(`${MODELS_DOOR}models/*`, options, async (request) => {
    const { ctx, bearer } = enteredBy(request);
    const model = request.params["*"];
    const ref = ROUTES.has(model) ? model : await findModel(ctx, model, bearer.models);
    if (!(await refsFor(ctx, bearer)).includes(ref))
      throw new AppError("not_found", `There is no model ${model}. GET /v1/models lists them.`);
    return entryFor(request)(ref);
  });
}

function entryFor(request: FastifyRequest): (ref: string) => object {
  if (speaksAnthropic(request)) return (id) => ({ type: "model", id, display_name: id, created_at: EPOCH });
  return (id) => ({ id, object: "model", created: 0, owned_by: ROUTES.has(id) ? "openvibe" : id.slice(0, id.indexOf("/")) });
}

async function refsFor(ctx: Context, bearer: KeyBearer): Promise<string[]> {
  return [...ROUTES.keys(), ...(bearer.models.length > 0 ? bearer.models : await listReachable(ctx))];
}
