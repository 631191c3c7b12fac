import { z } from "zod";
import { defineEvent } from "../platform/event-definition.ts";
import { IssuedKey, KeyLifetime, KeyName, ListIssuedKeys } from "./issued-key-model.ts";

/** What a key can be given, with words for it. Making keys is not among it: a key never makes another. */
export const KEY_PERMISSIONS = {
  "chat:read": "Read talk",
  "chat:write": "Write messages, fork, resolve",
  "chat:join": "Join and leave channels",
  "chat:moderate": "Keep order in public channels",
  "files:read": "Read files",
  "files:write": "Upload files",
  "inbox:write": "Mark as read, follow, mute",
  "search:read": "Search",
  "knowledge:read": "Read context items",
  "knowledge:write": "Write context items",
  "memory:read": "Recall what is remembered",
  "memory:write": "Remember for oneself",
  "memory:share": "Remember for projects and the workspace",
  "projects:read": "Read ideas and specs",
  "projects:write": "Start and change ideas, which agents build",
  "briefing:read": "Read handoffs between agents",
  "plans:read": "Read plans",
  "plans:write": "Make, start and change plans",
  "schedules:read": "See recurring work",
  "schedules:write": "Make, change and run recurring work",
  "builder:read": "Read code and checks",
  "builder:write": "Start and cancel builds",
  "hosting:read": "See apps and their logs",
  "hosting:open": "Open apps",
  "hosting:write": "Deploy and roll back apps",
  "hosting:delete": "Delete apps",
  "runs:read": "See tasks",
  "runs:write": "Answer and cancel tasks",
  "agents:read": "See agents' answers",
  "approvals:read": "See what agents ask to do",
  "connectors:read": "See tools and pages that agents may reach",
  "gateway:read": "See model and usage",
  "billing:read": "See budgets and what calls cost",
  "billing:manage": "Set budgets, see everybody's usage",
  "gateway:call": "Call models",
  "identity:read": "See members",
  "identity:write": "Manage members",
  "settings:read": "See settings",
  "settings:manage": "Change the workspace's settings",
  "webhooks:write": "Manage webhooks",
} as const;
const names = Object.keys(KEY_PERMISSIONS) as [keyof typeof KEY_PERMISSIONS, ...(keyof typeof KEY_PERMISSIONS)[]];
export const KeyPermission = z.enum(names);
export type KeyPermission = z.infer<typeof KeyPermission>;

export const API_KEY_START = "ov_";

export const ApiKey = IssuedKey.extend({
  /** Whom it acts as: a person or an agent. */
  memberId: z.string(),
  permissions: z.array(z.string()),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKey = z.object({
  name: KeyName,
  permissions: z.array(KeyPermission).min(1, "Choose what the key may do").max(names.length),
  /** An agent of the workspace; yourself when left out. */
  memberId: z.string().optional(),
  expiresInDays: KeyLifetime,
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

/** The key itself is shown this once. */
export const CreatedApiKey = z.object({ key: z.string(), apiKey: ApiKey });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const ListKeyRights = CreateApiKey.pick({ memberId: true });
export type ListKeyRights = z.infer<typeof ListKeyRights>;
export const ListApiKeys = ListIssuedKeys;
export type ListApiKeys = ListIssuedKeys;
export const RevokeApiKey = z.object({ keyId: z.string() });
export type RevokeApiKey = z.infer<typeof RevokeApiKey>;

export const ApiKeyEvents = {
  ApiKeyCreated: defineEvent("identity.api_key_created", ApiKey),
  ApiKeyRevoked: defineEvent("identity.api_key_revoked", ApiKey),
};
