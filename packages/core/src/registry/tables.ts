import { boolean, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { channels } from "../chat/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { AgentLimits, AgentName, Avatar, ModelPolicy } from "./model.ts";

/** The registry: what this workspace has made of its agents. */
export const agents = pgTable(
  "agents",
  {
    workspaceId: workspaceId(),
    agent: text("agent").$type<AgentName>().notNull(),
    builtIn: boolean("built_in").notNull(),
    name: text("name").notNull(),
    title: text("title").notNull(),
    instructions: text("instructions").notNull(),
    version: integer("version").notNull(),
    /** Somebody here wrote the instructions: what the product's own become does not replace them. */
    isOwn: boolean("is_own").notNull().default(false),
    /** The rights that the product last gave it; null from when somebody here chose them: new ones do not join those. */
    givenRights: text("given_rights").array(),
    models: jsonb("models").$type<ModelPolicy>().notNull(),
    tools: text("tools").array(),
    limits: jsonb("limits").$type<AgentLimits>().notNull(),
    runtime: text("runtime").notNull().default("builtin"),
    avatar: jsonb("avatar").$type<Avatar>().notNull(),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: at("created_at").notNull(),
    changedAt: at("changed_at").notNull(),
    removedAt: at("removed_at"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.agent] }), workspacePolicy()],
);

export const agentInstructions = pgTable(
  "agent_instructions",
  {
    workspaceId: workspaceId(),
    agent: text("agent").$type<AgentName>().notNull(),
    version: integer("version").notNull(),
    instructions: text("instructions").notNull(),
    note: text("note").notNull(),
    authorId: text("author_id").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.agent, table.version] }), workspacePolicy()],
);

/** Channels in which an agent is turned off. */
export const agentsOff = pgTable(
  "agents_off",
  {
    workspaceId: workspaceId(),
    agent: text("agent").$type<AgentName>().notNull(),
    channelId: text("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.agent, table.channelId] }), workspacePolicy()],
);
