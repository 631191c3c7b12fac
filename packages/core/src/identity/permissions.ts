import { AppError } from "../database/errors.ts";
import { may, type Actor, type StoredEvent } from "../platform/index.ts";
import type { Role } from "./model.ts";

const READS = [
  "identity",
  "chat",
  "runs",
  "billing",
  "gateway",
  "files",
  "knowledge",
  "memory",
  "agents",
  "schedules",
  "plans",
  "approvals",
  "connectors",
  "projects",
  "hosting",
  "builder",
  "search",
  "settings",
  "briefing",
].map((module) => `${module}:read`);
const VIEWER = [...READS, "chat:join", "inbox:write", "settings:write", "memory:write"];
const MEMBER = [
  ...VIEWER,
  "chat:write",
  "knowledge:write",
  "memory:share",
  "files:write",
  "projects:write",
  "runs:write",
  "builder:write",
  "hosting:open",
  "hosting:write",
  "identity:keys",
  "keys:own",
  "approvals:decide",
  "sandbox:run",
  "connectors:use",
  "agents:rate",
  "schedules:write",
  "plans:write",
];
const ADMIN = [
  ...MEMBER,
  "hosting:delete",
  "identity:write",
  "chat:moderate",
  "search:write",
  "inbox:read_outbox",
  "settings:manage",
  "billing:manage",
  "keys:manage",
  "gateway:manage",
  "connectors:manage",
  "agents:manage",
  "turns:read_transcripts",
  "webhooks:write",
  "transfer:read",
  "transfer:export",
  "transfer:import",
];

/** What each role may do, as `module:action`. An owner may do everything. */
export const PERMISSIONS: Readonly<Record<Role, Actor["can"]>> = {
  viewer: new Set(VIEWER),
  member: new Set(MEMBER),
  admin: new Set(ADMIN),
  owner: "everything",
};

/** The rights with which events are read whose module has none of its own name. Events of the inbox are of talk. */
const READ_WITH: Readonly<Record<string, string>> = {
  inbox: "chat:read",
  registry: "agents:read",
  models: "gateway:read",
  insights: "memory:read",
  webhooks: "webhooks:write",
  "keys.keys_changed": "gateway:read",
};

/** Whether the actor may read what the event's module tells: people do where it is for them, a key needs the right. */
export function mayReadEvent(actor: Actor, { type, memberId }: Pick<StoredEvent, "type" | "memberId">): boolean {
  if (memberId !== null && actor.keyId === undefined) return true;
  const module = type.replace(/\..*/, "");
  return may(actor, READ_WITH[type] ?? READ_WITH[module] ?? `${module}:read`);
}

const RANK: Record<Role, number> = { viewer: 0, member: 1, admin: 2, owner: 3 };

/** An admin cannot make, change or remove those who stand above. */
export function requireRank(own: Role, other: Role): void {
  if (RANK[own] < RANK[other])
    throw new AppError("forbidden", `Only ${other === "owner" ? "an owner" : `an ${other}`} may do this. Ask an owner of the workspace.`);
}
