import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { CheckResult } from "../chat/model.ts";
import { threads } from "../chat/tables.ts";
import { apps } from "../hosting/tables.ts";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import { projects } from "../projects/tables.ts";
import type { BuildOutcome } from "./model.ts";
import type { CodeChange } from "./change-code.ts";

export const builds = pgTable(
  "builds",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    appId: text("app_id")
      .notNull()
      .references(() => apps.id),
    threadId: text("thread_id").notNull(),
    version: integer("version").notNull(),
    specVersion: integer("spec_version").notNull(),
    state: text("state").$type<BuildOutcome["state"]>().notNull(),
    message: text("message").notNull().default(""),
    /** Code that somebody wrote, where the version does not come of its spec alone. */
    change: jsonb("change").$type<CodeChange>(),
    progressMessageId: text("progress_message_id").notNull(),
    /** Its last task; the next build of the project waits for it. */
    lastTaskId: text("last_task_id").notNull().default(""),
    createdAt: at("created_at").notNull(),
    endedAt: at("ended_at"),
  },
  (table) => [index("builds_by_project").on(table.projectId, table.id), workspacePolicy()],
);

export const checkResults = pgTable(
  "check_results",
  {
    workspaceId: workspaceId(),
    appId: text("app_id")
      .notNull()
      .references(() => apps.id),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    result: jsonb("result").$type<CheckResult>().notNull(),
    checkedAt: at("checked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.version, table.name] }), workspacePolicy()],
);

export const forkAnchors = pgTable(
  "fork_anchors",
  {
    threadId: text("thread_id")
      .primaryKey()
      .references(() => threads.id),
    workspaceId: workspaceId(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    appId: text("app_id")
      .notNull()
      .references(() => apps.id),
    version: integer("version").notNull(),
  },
  () => [workspacePolicy()],
);
