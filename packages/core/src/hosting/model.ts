import { z } from "zod";
import { GivenMicros } from "../billing/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** What an app is doing, as shown: "asleep" wakes at the next request, "stopped" waits for a person. */
export const AppState = z.enum(["building", "starting", "live", "asleep", "stopped", "failed"]);
export type AppState = z.infer<typeof AppState>;

export const App = z.object({
  id: z.string(),
  projectId: z.string(),
  threadId: z.string(),
  name: z.string(),
  /** First label of its host name. */
  slug: z.string(),
  accent: z.string(),
  icon: z.string(),
  url: z.string(),
  state: AppState,
  /** Why it is in this state, when that helps. */
  note: z.string(),
  /** The version that serves, 0 before the first deploy. */
  version: z.number().int(),
  createdAt: Time,
  deployedAt: Time.nullable(),
});
export type App = z.infer<typeof App>;

export const AppVersion = z.object({
  appId: z.string(),
  number: z.number().int(),
  specVersion: z.number().int(),
  commit: z.string(),
  summary: z.string(),
  /** "unchecked" until every check has answered. */
  checks: z.enum(["unchecked", "passed", "failed"]),
  serving: z.boolean(),
  createdAt: Time,
});
export type AppVersion = z.infer<typeof AppVersion>;

export const LogLine = z.object({ seq: z.number().int(), at: Time, stream: z.enum(["out", "err", "host"]), text: z.string() });
export type LogLine = z.infer<typeof LogLine>;

export const ByApp = z.object({ appId: z.string() });
export type ByApp = z.infer<typeof ByApp>;
export const ListApps = PageInput;
export const RollbackApp = z.object({ appId: z.string(), version: z.number().int().min(1) });
export type RollbackApp = z.infer<typeof RollbackApp>;
export const ReadLogs = z.object({
  appId: z.string(),
  after: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
});
export type ReadLogs = z.infer<typeof ReadLogs>;
/** A one-time link that signs the asking person into the app as its administrator. `embedded` for the preview pane. */
export const OpenApp = z.object({ appId: z.string(), embedded: z.boolean().default(false) });
export type OpenApp = z.infer<typeof OpenApp>;
export const AppUsage = z.object({ memoryBytes: z.number().nullable(), cpuMs: z.number().nullable(), diskBytes: z.number() });

/** Whether the app may call models, and what that has cost; money is told to those who manage it. */
export const ModelsGrant = z.object({
  /** Whether its spec has a use for models. */
  wanted: z.boolean(),
  granted: z.boolean(),
  costs: z
    .object({ monthlyLimitMicros: z.number().int(), monthMicros: z.number().int(), totalMicros: z.number().int(), calls: z.number().int() })
    .nullable(),
});
export type ModelsGrant = z.infer<typeof ModelsGrant>;
/** `monthlyLimitMicros`: what its calls may cost in a month. Granted again, only that changes. */
export const GrantModels = ByApp.extend({ monthlyLimitMicros: GivenMicros.default(5_000_000) });
export type GrantModels = z.input<typeof GrantModels>;

export const HostingEvents = {
  AppCreated: defineEvent("hosting.app_created", App),
  AppChanged: defineEvent("hosting.app_changed", App),
  AppDeleted: defineEvent("hosting.app_deleted", z.object({ appId: z.string() })),
  ModelsGranted: defineEvent("hosting.models_granted", ByApp),
  ModelsRevoked: defineEvent("hosting.models_revoked", ByApp),
  VersionAdded: defineEvent("hosting.version_added", AppVersion),
  VersionChanged: defineEvent("hosting.version_changed", AppVersion),
};
