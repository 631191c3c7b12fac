import { z } from "zod";
import { defineEvent, Time } from "../platform/event-definition.ts";

export * from "./api-key-model.ts";
export * from "./connected-tool-model.ts";
export * from "./issued-key-model.ts";

export const Role = z.enum(["owner", "admin", "member", "viewer"]);
export type Role = z.infer<typeof Role>;

/** As people write it, without characters that no name has. */
export const PersonName = z
  .string()
  .trim()
  .min(1, "Enter your name.")
  .max(80, "A name has at most 80 characters.")
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "A name has no control characters.");

export const Person = z.object({ id: z.string(), name: z.string(), email: z.string() });
export type Person = z.infer<typeof Person>;

/** A name in the letters that handles are made of: "Jürgen" is "jurgen". */
export const asHandle = (name: string): string => name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

export const Workspace = z.object({ id: z.string(), name: z.string(), createdAt: Time });
export type Workspace = z.infer<typeof Workspace>;

/** A person or an agent in a workspace. Its id is the author of messages and the actor of events. */
export const Member = z.object({
  id: z.string(),
  kind: z.enum(["person", "agent"]),
  name: z.string(),
  /** Without "@", unique in the workspace, lower case. */
  handle: z.string(),
  role: Role,
  /** People only. */
  email: z.string().nullable(),
  /** Agents only: which agent of the registry this is, such as "developer". */
  agent: z.string().nullable(),
  joinedAt: Time,
});
export type Member = z.infer<typeof Member>;

/** Who is signed in, with the workspaces to choose from. */
export const Me = z.object({
  person: Person,
  workspaces: z.array(Workspace.extend({ role: Role, memberId: z.string() })),
});
export type Me = z.infer<typeof Me>;
/** Somebody who asks: by a session of the browser, or with the operator's token; a program that has it has a key by which its words are known. */
export type SignedIn = Me & { byToken?: true; keyId?: string };

/** `cursor` is where the event log stood: who reads a workspace after this follows it from there, and misses nothing. */
export const MeNow = Me.extend({ cursor: z.string() });
export type MeNow = z.infer<typeof MeNow>;

export const CreateWorkspace = z.object({ name: z.string().trim().min(1, "Give the workspace a name").max(80) });
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

export const AddMember = z.object({ email: z.email("Enter an e-mail address"), role: Role.exclude(["owner"]) });
export type AddMember = z.infer<typeof AddMember>;

export const ChangeRole = z.object({ memberId: z.string(), role: Role });
export type ChangeRole = z.infer<typeof ChangeRole>;

export const RemoveMember = z.object({ memberId: z.string() });
export type RemoveMember = z.infer<typeof RemoveMember>;

/** What a person's open tabs say of them, the liveliest first. "idle": a tab is open and nobody is at it. "away": no tab is. */
export const PresenceState = z.enum(["active", "idle", "away"]);
export type PresenceState = z.infer<typeof PresenceState>;

export const IdentityEvents = {
  WorkspaceCreated: defineEvent("identity.workspace_created", Workspace),
  MemberAdded: defineEvent("identity.member_added", Member),
  MemberChanged: defineEvent("identity.member_changed", Member),
  MemberRemoved: defineEvent("identity.member_removed", z.object({ memberId: z.string() })),
};
