import type { AppSpec } from "@openvibe/appspec";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { threads } from "../chat/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { Phase } from "./model.ts";

export const projects = pgTable(
  "projects",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    idea: text("idea").notNull(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id),
    phase: text("phase").$type<Phase>().notNull(),
    specVersion: integer("spec_version").notNull().default(0),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("projects_by_thread").on(table.threadId),
    index("projects_by_workspace").on(table.workspaceId, table.id),
    workspacePolicy(),
  ],
);

export const specVersions = pgTable(
  "spec_versions",
  {
    workspaceId: workspaceId(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    version: integer("version").notNull(),
    spec: jsonb("spec").$type<AppSpec>().notNull(),
    changes: jsonb("changes").$type<string[]>().notNull(),
    authorId: text("author_id").notNull(),
    writtenBy: text("written_by"),
    byProgram: boolean("by_program").notNull().default(false),
    createdAt: at("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.version] }), workspacePolicy()],
);

export const decisions = pgTable(
  "decisions",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    text: text("text").notNull(),
    messageId: text("message_id"),
    authorId: text("author_id").notNull(),
    keyId: text("key_id"),
    createdAt: at("created_at").notNull(),
  },
  (table) => [index("decisions_by_project").on(table.projectId, table.id), workspacePolicy()],
);
