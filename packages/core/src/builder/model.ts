import { z } from "zod";
import { CheckResult } from "../chat/model.ts";
import { defineEvent } from "../platform/event-definition.ts";

export const AppFile = z.object({ path: z.string(), bytes: z.number().int() });
export type AppFile = z.infer<typeof AppFile>;
export const ListFiles = z.object({ appId: z.string(), version: z.number().int().min(1) });
export type ListFiles = z.infer<typeof ListFiles>;
export const ReadFile = ListFiles.extend({ path: z.string().min(1).max(300) });
export type ReadFile = z.infer<typeof ReadFile>;
export const FileContent = z.object({ path: z.string(), text: z.string() });
export const GetChecks = ListFiles;
export type GetChecks = z.infer<typeof GetChecks>;
export const ChecksOfVersion = z.object({ appId: z.string(), version: z.number().int(), checks: z.array(CheckResult) });
export type ChecksOfVersion = z.infer<typeof ChecksOfVersion>;
export const CancelBuild = z.object({ projectId: z.string() });
export const BuildAgain = CancelBuild;

/** How a build ended; what the terminal waits for. */
export const BuildOutcome = z.object({
  projectId: z.string(),
  appId: z.string().nullable(),
  version: z.number().int().nullable(),
  state: z.enum(["running", "passed", "failed", "cancelled"]),
  message: z.string(),
  url: z.string().nullable(),
});
export type BuildOutcome = z.infer<typeof BuildOutcome>;

/** Where a fork of the talk about an app branched off. */
export const ForkAnchor = z.object({ threadId: z.string(), projectId: z.string(), appId: z.string(), version: z.number().int() });
export type ForkAnchor = z.infer<typeof ForkAnchor>;

export const BuilderEvents = {
  BuildChanged: defineEvent("builder.build_changed", BuildOutcome),
};
