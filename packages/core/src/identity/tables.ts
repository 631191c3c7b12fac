import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgPolicy, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, workspaceId, workspacePolicy } from "../platform/tables.ts";
import type { Role } from "./model.ts";

// People and their sign-in belong to no workspace; better-auth owns the rows of the tables down to the workspaces.
export const people = pgTable("people", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  createdAt: at("created_at").notNull().defaultNow(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

const personId = () =>
  text("person_id")
    .notNull()
    .references(() => people.id, { onDelete: "cascade" });

export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: personId(),
    token: text("token").notNull().unique(),
    expiresAt: at("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("sessions_by_person").on(table.userId)],
);

export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    userId: personId(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: at("access_token_expires_at"),
    refreshTokenExpiresAt: at("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("accounts_by_person").on(table.userId)],
);

export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: at("expires_at").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("verifications_by_identifier").on(table.identifier)],
);

export const rateLimits = pgTable("rate_limits", {
  id: text("id").primaryKey(),
  key: text("key").notNull().unique(),
  count: integer("count").notNull(),
  lastRequest: bigint("last_request", { mode: "number" }).notNull(),
});

// What tools from outside were let in as (OAuth), and their tokens, which are kept as hashes. The columns are the plugin's.
export const oauthClients = pgTable("oauth_clients", {
  id: text("id").primaryKey(),
  clientId: text("client_id").notNull().unique(),
  clientSecret: text("client_secret"),
  clientDiscoveryId: text("client_discovery_id"),
  disabled: boolean("disabled").default(false),
  skipConsent: boolean("skip_consent"),
  enableEndSession: boolean("enable_end_session"),
  subjectType: text("subject_type"),
  scopes: text("scopes").array(),
  clientCredentialsScopes: text("client_credentials_scopes").array(),
  userId: text("person_id").references(() => people.id, { onDelete: "set null" }),
  createdAt: at("created_at"),
  updatedAt: at("updated_at"),
  name: text("name"),
  uri: text("uri"),
  icon: text("icon"),
  contacts: text("contacts").array(),
  tos: text("tos"),
  policy: text("policy"),
  softwareId: text("software_id"),
  softwareVersion: text("software_version"),
  softwareStatement: text("software_statement"),
  redirectUris: text("redirect_uris").array().notNull(),
  postLogoutRedirectUris: text("post_logout_redirect_uris").array(),
  backchannelLogoutUri: text("backchannel_logout_uri"),
  backchannelLogoutSessionRequired: boolean("backchannel_logout_session_required"),
  tokenEndpointAuthMethod: text("token_endpoint_auth_method"),
  applicationType: text("application_type"),
  jwks: text("jwks"),
  jwksUri: text("jwks_uri"),
  grantTypes: text("grant_types").array(),
  responseTypes: text("response_types").array(),
  requirePKCE: boolean("require_pkce"),
  dpopBoundAccessTokens: boolean("dpop_bound_access_tokens").default(false),
  referenceId: text("reference_id"),
  metadata: jsonb("metadata"),
});

export const oauthResources = pgTable("oauth_resources", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull().unique(),
  name: text("name").notNull(),
  accessTokenTtl: integer("access_token_ttl"),
  refreshTokenTtl: integer("refresh_token_ttl"),
  signingAlgorithm: text("signing_algorithm"),
  signingKeyId: text("signing_key_id"),
  allowedScopes: text("allowed_scopes").array(),
  customClaims: jsonb("custom_claims"),
  dpopBoundAccessTokensRequired: boolean("dpop_bound_access_tokens_required").default(false),
  disabled: boolean("disabled").default(false),
  createdAt: at("created_at"),
  updatedAt: at("updated_at"),
  policyVersion: integer("policy_version").default(1),
  metadata: jsonb("metadata"),
});

const oauthClientId = () =>
  text("client_id")
    .notNull()
    .references(() => oauthClients.clientId, { onDelete: "cascade" });
const oauthGrant = () => ({
  id: text("id").primaryKey(),
  token: text("token").notNull().unique(),
  clientId: oauthClientId(),
  sessionId: text("session_id").references(() => sessions.id, { onDelete: "set null" }),
  userId: personId(),
  /** As which member, and so in which workspace. */
  referenceId: text("member_id"),
  authorizationCodeId: text("authorization_code_id"),
  resources: text("resources").array(),
  requestedUserInfoClaims: text("requested_user_info_claims").array(),
  expiresAt: at("expires_at").notNull(),
  createdAt: at("created_at").notNull(),
  revoked: at("revoked"),
  confirmation: jsonb("confirmation"),
  scopes: text("scopes").array().notNull(),
});

export const oauthRefreshTokens = pgTable(
  "oauth_refresh_tokens",
  {
    ...oauthGrant(),
    rotatedAt: at("rotated_at"),
    rotationReplayResponse: text("rotation_replay_response"),
    rotationReplayExpiresAt: at("rotation_replay_expires_at"),
    authTime: at("auth_time"),
  },
  (table) => [
    index("oauth_refresh_tokens_by_grant").on(table.userId, table.clientId),
    index("oauth_refresh_tokens_by_client").on(table.clientId),
    index("oauth_refresh_tokens_by_session").on(table.sessionId),
    index("oauth_refresh_tokens_by_code").on(table.authorizationCodeId),
  ],
);

export const oauthAccessTokens = pgTable(
  "oauth_access_tokens",
  {
    ...oauthGrant(),
    refreshId: text("refresh_id").references(() => oauthRefreshTokens.id, { onDelete: "cascade" }),
  },
  (table) => [
    index("oauth_access_tokens_by_grant").on(table.userId, table.clientId),
    index("oauth_access_tokens_by_client").on(table.clientId),
    index("oauth_access_tokens_by_session").on(table.sessionId),
    index("oauth_access_tokens_by_code").on(table.authorizationCodeId),
    index("oauth_access_tokens_by_refresh").on(table.refreshId),
  ],
);

export const oauthConsents = pgTable(
  "oauth_consents",
  {
    id: text("id").primaryKey(),
    clientId: oauthClientId(),
    userId: personId(),
    referenceId: text("member_id"),
    resources: text("resources").array(),
    requestedUserInfoClaims: text("requested_user_info_claims").array(),
    scopes: text("scopes").array().notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("oauth_consents_grant").on(table.userId, table.clientId, table.referenceId),
    index("oauth_consents_by_client").on(table.clientId),
    index("oauth_consents_by_member").on(table.referenceId),
  ],
);

/** Stay empty, as every tool may ask for the one resource and none signs in with a key of its own; the plugin asks for both. */
export const oauthClientResources = pgTable(
  "oauth_client_resources",
  {
    id: text("id").primaryKey(),
    clientId: oauthClientId(),
    resourceId: text("resource_id")
      .notNull()
      .references(() => oauthResources.identifier, { onDelete: "cascade" }),
    metadata: jsonb("metadata"),
    createdAt: at("created_at"),
  },
  (table) => [
    uniqueIndex("oauth_client_resources_pair").on(table.clientId, table.resourceId),
    index("oauth_client_resources_by_resource").on(table.resourceId),
  ],
);
export const oauthClientAssertions = pgTable("oauth_client_assertions", {
  id: text("id").primaryKey(),
  expiresAt: at("expires_at").notNull(),
});

export const workspaces = pgTable(
  "workspaces",
  { id: text("id").primaryKey(), name: text("name").notNull(), createdAt: at("created_at").notNull() },
  () => [
    pgPolicy("workspace", {
      for: "all",
      using: sql`current_setting('openvibe.workspace', true) in (id, '*')`,
      withCheck: sql`current_setting('openvibe.workspace', true) in (id, '*')`,
    }),
  ],
);

export const members = pgTable(
  "members",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    kind: text("kind").$type<"person" | "agent">().notNull(),
    personId: text("person_id").references(() => people.id),
    /** Of a guest of an import: who is added with it later is who wrote that. */
    guestEmail: text("guest_email"),
    agent: text("agent"),
    /** Agents' own; a person's name is read from the person. */
    name: text("name").notNull(),
    handle: text("handle").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** Agents' rights; a person's come from the role. */
    can: text("can").array(),
    joinedAt: at("joined_at").notNull(),
    /** Kept as the author of what was written before. */
    removedAt: at("removed_at"),
  },
  (table) => [
    uniqueIndex("members_handle").on(table.workspaceId, table.handle),
    uniqueIndex("members_person").on(table.workspaceId, table.personId),
    uniqueIndex("members_agent").on(table.workspaceId, table.agent),
    index("members_guests")
      .on(table.workspaceId, table.guestEmail)
      .where(sql`guest_email is not null`),
    index("members_by_person").on(table.personId),
    workspacePolicy(),
  ],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    memberId: text("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    /** SHA-256 of the key, which holds 256 random bits. */
    hash: text("hash").notNull().unique(),
    permissions: text("permissions").array().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at"),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (table) => [index("api_keys_by_member").on(table.workspaceId, table.memberId), workspacePolicy()],
);
