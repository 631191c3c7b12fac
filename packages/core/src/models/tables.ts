import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { ModelInfo } from "./model.ts";

/** Models that an admin described and priced. */
export const workspaceModels = pgTable(
  "workspace_models",
  {
    workspaceId: workspaceId(),
    /** "provider/model" */
    ref: text("ref").notNull(),
    info: jsonb("info").$type<ModelInfo>().notNull(),
    setBy: text("set_by").notNull(),
    setAt: at("set_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.ref] }), workspacePolicy()],
);
