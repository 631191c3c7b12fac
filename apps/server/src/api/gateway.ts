import * as gateway from "@openvibe/core/gateway";
import * as models from "@openvibe/core/models";
import { z } from "zod";
import { member } from "./base.ts";

export const gatewayApi = {
  getStatus: member
    .route({ method: "GET", path: "/model", summary: "Which model answers now" })
    .output(gateway.ModelStatus)
    .handler(({ context }) => gateway.getStatus(context)),
  getUsage: member
    .route({ method: "GET", path: "/model/usage", summary: "Model calls and their cost" })
    .output(gateway.UsageSummary)
    .handler(({ context }) => gateway.getUsage(context)),
  predictCost: member
    .route({ method: "GET", path: "/model/prediction", summary: "What a model call would cost" })
    .input(gateway.PredictCost)
    .output(gateway.CostPrediction)
    .handler(({ context, input }) => gateway.predictCost(context, input)),
  listModels: member
    .route({ method: "GET", path: "/models", summary: "Models, what they can and what they cost" })
    .output(z.array(models.ListedModel))
    .handler(({ context }) => models.listModels(context)),
  listReachable: member
    .route({ method: "GET", path: "/models/reachable", summary: "The models that could be asked now, as provider/model" })
    .output(z.array(z.string()))
    .handler(({ context }) => gateway.listReachable(context)),
  setModel: member
    .route({ method: "PUT", path: "/models", summary: "Describe and price a model for the workspace" })
    .input(models.SetModel)
    .handler(({ context, input }) => models.setModel(context, input)),
  removeModel: member
    .route({ method: "DELETE", path: "/models", summary: "Forget what the workspace said of a model" })
    .input(models.ModelByRef)
    .handler(({ context, input }) => models.removeModel(context, input)),
};
