import * as builder from "@openvibe/core/builder";
import { ByThread } from "@openvibe/core/chat";
import { ByProject } from "@openvibe/core/projects";
import { z } from "zod";
import { member } from "./base.ts";

const { AppFile, BuildAgain, BuildOutcome, CancelBuild, ChecksOfVersion, FileContent, ForkAnchor, GetChecks, ListFiles, ReadFile } =
  builder;

export const builderApi = {
  getBuild: member
    .route({ method: "GET", path: "/projects/{projectId}/build", summary: "How the latest build goes or ended" })
    .input(ByProject)
    .output(BuildOutcome)
    .handler(({ context, input }) => builder.getBuild(context, input)),
  buildAgain: member
    .route({ method: "POST", path: "/projects/{projectId}/build/again", summary: "Build the app from its spec anew" })
    .input(BuildAgain)
    .output(BuildOutcome)
    .handler(({ context, input }) => builder.buildAgain(context, input)),
  cancelBuild: member
    .route({ method: "POST", path: "/projects/{projectId}/build/cancel", summary: "Stop the build that is under way" })
    .input(CancelBuild)
    .output(BuildOutcome)
    .handler(({ context, input }) => builder.cancelBuild(context, input)),
  listFiles: member
    .route({ method: "GET", path: "/apps/{appId}/versions/{version}/files", summary: "Files of a version" })
    .input(ListFiles)
    .output(z.array(AppFile))
    .handler(({ context, input }) => builder.listFiles(context, input)),
  readFile: member
    .route({ method: "GET", path: "/apps/{appId}/versions/{version}/file", summary: "One file of a version, by its path" })
    .input(ReadFile)
    .output(FileContent)
    .handler(({ context, input }) => builder.readFile(context, input)),
  getChecks: member
    .route({ method: "GET", path: "/apps/{appId}/versions/{version}/checks", summary: "What the checks of a version found" })
    .input(GetChecks)
    .output(ChecksOfVersion)
    .handler(({ context, input }) => builder.getChecks(context, input)),
  getForkAnchor: member
    .route({ method: "GET", path: "/threads/{threadId}/fork-anchor", summary: "The version of the app that a fork branched from, or null" })
    .input(ByThread)
    .output(ForkAnchor.nullable())
    .handler(({ context, input }) => builder.getForkAnchor(context, input)),
};
