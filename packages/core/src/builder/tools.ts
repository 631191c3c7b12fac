import { appNamed } from "../hosting/index.ts";
import { defineTool, said, type Tool } from "../platform/index.ts";
import { projectNamed } from "../projects/index.ts";
import { buildAgain } from "./build-again.ts";
import { cancelBuild, getBuild, getChecks } from "./get-build.ts";
import { BuildAgain, CancelBuild, GetChecks, ListFiles, ReadFile } from "./model.ts";
import { listFiles, readFile } from "./read-code.ts";

export const builderTools: readonly Tool[] = [
  defineTool({
    name: "builder_get_build",
    title: "Look at a build",
    description: "How the newest build of a project stands.",
    input: CancelBuild,
    permission: "builder:read",
    effect: "read",
    says: async ({ projectId }, ctx) => said`Looks at the build of ${await projectNamed(ctx, projectId)}`,
    run: (ctx, input) => getBuild(ctx, input),
  }),
  defineTool({
    name: "builder_get_checks",
    title: "Read check results",
    description: "What every check said of a version of an app.",
    input: GetChecks,
    permission: "builder:read",
    effect: "read",
    taints: true,
    code: true,
    says: async ({ appId, version }, ctx) => said`Reads the checks of version ${version} of ${await appNamed(ctx, appId)}`,
    run: (ctx, input) => getChecks(ctx, input),
  }),
  defineTool({
    name: "builder_list_files",
    title: "List an app's files",
    description: "The files of a version of an app's code.",
    input: ListFiles,
    permission: "builder:read",
    effect: "read",
    says: async ({ appId, version }, ctx) => said`Lists the code of version ${version} of ${await appNamed(ctx, appId)}`,
    run: (ctx, input) => listFiles(ctx, input),
  }),
  defineTool({
    name: "builder_read_file",
    title: "Read an app's file",
    description: "One file of a version of an app's code.",
    input: ReadFile,
    permission: "builder:read",
    effect: "read",
    taints: true,
    code: true,
    says: async ({ appId, path }, ctx) => said`Reads ${path} of ${await appNamed(ctx, appId)}`,
    run: (ctx, input) => readFile(ctx, input),
  }),
  defineTool({
    name: "builder_build_again",
    title: "Build an app again",
    description: "Builds a project from its spec as it stands, as after an import, a deleted app or a build that went wrong.",
    input: BuildAgain,
    permission: "builder:write",
    effect: "write",
    says: async ({ projectId }, ctx) => said`Builds ${await projectNamed(ctx, projectId)} again`,
    run: (ctx, input) => buildAgain(ctx, input),
  }),
  defineTool({
    name: "builder_cancel_build",
    title: "Cancel a build",
    description: "Stops the build that is under way; the version that serves goes on.",
    input: CancelBuild,
    permission: "builder:write",
    effect: "write",
    says: async ({ projectId }, ctx) => said`Cancels the build of ${await projectNamed(ctx, projectId)}`,
    run: (ctx, input) => cancelBuild(ctx, input),
  }),
];
