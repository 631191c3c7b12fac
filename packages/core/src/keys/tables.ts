import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { KeyKind } from "./model.ts";
import type { RunPurpose } from "./run-keys.ts";

export const providerKeys = pgTable(
  "provider_keys",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    /** Whose own it is; null for the workspace's. */
    memberId: text("member_id"),
    kind: text("kind").$type<KeyKind>().notNull(),
    name: text("name").notNull(),
    label: text("label").notNull(),
    baseUrl: text("base_url"),
    /** Null where the provider asks for none, and once it is revoked. */
    sealedKey: text("sealed_key"),
    lastFour: text("last_four"),
    models: text("models").array().notNull(),
    testedAt: at("tested_at").notNull(),
    lastUsedAt: at("last_used_at"),
    uses: integer("uses").notNull().default(0),
    /** When an event last told of its use. */
    toldAt: at("told_at"),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (table) => [index("provider_keys_by_workspace").on(table.workspaceId, table.id), workspacePolicy()],
);

export const virtualKeys = pgTable(
  "virtual_keys",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    /** SHA-256 of the key, which holds 256 random bits. */
    hash: text("hash").notNull().unique(),
    appId: text("app_id"),
    /** Of the key of one run. */
    purpose: jsonb("purpose").$type<RunPurpose>(),
    models: text("models").array().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at"),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (table) => [index("virtual_keys_by_workspace").on(table.workspaceId, table.id), workspacePolicy()],
);

/** Which versions of an app hold its key: one, and while a version starts, that one as well. */
export const appVersionKeys = pgTable(
  "app_version_keys",
  {
    hash: text("hash").primaryKey(),
    workspaceId: workspaceId(),
    appId: text("app_id").notNull(),
    keyId: text("key_id")
      .notNull()
      .references(() => virtualKeys.id),
    version: integer("version").notNull(),
  },
  (table) => [index("app_version_keys_by_app").on(table.appId), workspacePolicy()],
);
