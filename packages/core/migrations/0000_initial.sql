CREATE TABLE "rate_buckets" (
	"workspace_id" text NOT NULL,
	"provider" text NOT NULL,
	"requests" double precision NOT NULL,
	"tokens" double precision NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "rate_buckets_workspace_id_provider_pk" PRIMARY KEY("workspace_id","provider")
);
--> statement-breakpoint
ALTER TABLE "rate_buckets" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rate_buckets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "answers" (
	"message_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"question_id" text NOT NULL,
	"agent" text NOT NULL,
	"task_id" text NOT NULL,
	"run" integer DEFAULT 0 NOT NULL,
	"tainted" boolean DEFAULT true NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answers" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "answers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "attendances" (
	"thread_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"agent" text NOT NULL,
	"attended_by" text NOT NULL,
	"after_message_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attendances" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "attendances" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agent_feedback" (
	"id" text NOT NULL,
	"message_id" text NOT NULL,
	"member_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"agent" text NOT NULL,
	"skill" text NOT NULL,
	"rating" text NOT NULL,
	"words" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agent_feedback_message_id_member_id_pk" PRIMARY KEY("message_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "agent_feedback" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agent_feedback" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "thread_summaries" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"up_to_id" text NOT NULL,
	"points" jsonb NOT NULL,
	"voices" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "thread_summaries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "thread_summaries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "turn_contexts" (
	"task_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"parts" jsonb NOT NULL,
	"given_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "turn_contexts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "turn_contexts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "allowances" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"tool" text NOT NULL,
	"permission" text NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text,
	"channel_id" text,
	"covers_tainted" boolean NOT NULL,
	"granted_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "allowances" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "allowances" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"project_id" text,
	"message_id" text NOT NULL,
	"task_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"asked_for" text NOT NULL,
	"tool" text NOT NULL,
	"title" text NOT NULL,
	"says" text NOT NULL,
	"quotes" text[] DEFAULT '{}' NOT NULL,
	"input" text NOT NULL,
	"input_hash" text NOT NULL,
	"permission" text NOT NULL,
	"effect" text NOT NULL,
	"tainted" boolean NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"reason" text DEFAULT '' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"key_id" text,
	"result" text,
	"told_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "approvals" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "approvals" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budgets" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"scope" text NOT NULL,
	"subject_id" text DEFAULT '' NOT NULL,
	"period" text NOT NULL,
	"name" text NOT NULL,
	"limit_micros" bigint NOT NULL,
	"hard" boolean NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"spent_micros" bigint DEFAULT 0 NOT NULL,
	"reserved_micros" bigint DEFAULT 0 NOT NULL,
	"alerted_percent" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "budgets_limit" CHECK (limit_micros >= 0)
);
--> statement-breakpoint
ALTER TABLE "budgets" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "budgets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"balance_micros" bigint DEFAULT 0 NOT NULL,
	"reserved_micros" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_accounts_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "ledger_accounts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ledger_accounts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"debit_account_id" text NOT NULL,
	"debit_micros" bigint NOT NULL,
	"credit_account_id" text NOT NULL,
	"credit_micros" bigint NOT NULL,
	"call_id" text,
	"note" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_entries_balance" CHECK (debit_micros + credit_micros = 0 and credit_micros > 0),
	CONSTRAINT "ledger_entries_two_accounts" CHECK (debit_account_id <> credit_account_id)
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reservations" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"call_id" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"budget_ids" text[] NOT NULL,
	"on_credit" boolean NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reservations" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reservations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_records" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"call_id" text NOT NULL,
	"skill" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"actor_id" text NOT NULL,
	"agent_id" text,
	"member_id" text,
	"project_id" text,
	"task_id" text,
	"thread_id" text,
	"key_id" text,
	"provider_key_id" text,
	"own_key" boolean NOT NULL,
	"fallback_from" text,
	"fallback_reason" text,
	"cached" boolean NOT NULL,
	"offline" boolean NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cache_read_tokens" integer NOT NULL,
	"cache_write_tokens" integer NOT NULL,
	"reasoning_tokens" integer NOT NULL,
	"cost_micros" bigint NOT NULL,
	"charged_micros" bigint NOT NULL,
	"duration_ms" integer NOT NULL,
	"outcome" text NOT NULL,
	"fault" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "usage_records_call_id_unique" UNIQUE("call_id")
);
--> statement-breakpoint
ALTER TABLE "usage_records" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "usage_records" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "handoffs" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"project_id" text,
	"detail" text NOT NULL,
	"text" text NOT NULL,
	"quotes" text[] NOT NULL,
	"author_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "handoffs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "handoffs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "builds" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"project_id" text NOT NULL,
	"app_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"version" integer NOT NULL,
	"spec_version" integer NOT NULL,
	"state" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"change" jsonb,
	"progress_message_id" text NOT NULL,
	"last_task_id" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "builds" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "builds" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "check_results" (
	"workspace_id" text NOT NULL,
	"app_id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"result" jsonb NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "check_results_app_id_version_name_pk" PRIMARY KEY("app_id","version","name")
);
--> statement-breakpoint
ALTER TABLE "check_results" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "check_results" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fork_anchors" (
	"thread_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"project_id" text NOT NULL,
	"app_id" text NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "fork_anchors" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "fork_anchors" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "channel_members" (
	"workspace_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"member_id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_members_channel_id_member_id_pk" PRIMARY KEY("channel_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "channel_members" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "channel_members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "channels" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text DEFAULT 'public' NOT NULL,
	"name" text NOT NULL,
	"topic" text DEFAULT '' NOT NULL,
	"agent_mode" text DEFAULT 'mentioned' NOT NULL,
	"member_ids" text[] DEFAULT '{}' NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "channels" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "channels" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "message_edits" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"message_id" text NOT NULL,
	"text" text NOT NULL,
	"edited_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "message_edits" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "message_edits" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"author_id" text NOT NULL,
	"text" text NOT NULL,
	"cards" jsonb NOT NULL,
	"attachments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reactions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mentions" text[] DEFAULT '{}' NOT NULL,
	"written_by" text,
	"instead_of" text,
	"answer_state" text,
	"client_key" text,
	"quiet" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"pinned_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "threads" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"title" text NOT NULL,
	"titled_by" text DEFAULT 'opening' NOT NULL,
	"started_by" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"parent_thread_id" text,
	"forked_from_message_id" text,
	"root_thread_id" text,
	"fork_depth" integer DEFAULT 0 NOT NULL,
	"closed_by" text,
	"closed_at" timestamp with time zone,
	"close_reason" text DEFAULT '' NOT NULL,
	"outcome_message_id" text,
	"message_count" integer DEFAULT 0 NOT NULL,
	"last_message_at" timestamp with time zone NOT NULL,
	"pinned_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "threads" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "threads" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tool_servers" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"sealed_token" text,
	"offered" jsonb NOT NULL,
	"confirmed" jsonb NOT NULL,
	"fault" text DEFAULT '' NOT NULL,
	"added_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "tool_servers" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tool_servers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "files" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"uploader_id" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text DEFAULT '' NOT NULL,
	"size_bytes" bigint DEFAULT 0 NOT NULL,
	"sha256" text DEFAULT '' NOT NULL,
	"width" integer,
	"height" integer,
	"storage_key" text NOT NULL,
	"channel_id" text,
	"message_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"stored_at" timestamp with time zone,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "files" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "files" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cached_answers" (
	"workspace_id" text NOT NULL,
	"hash" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"answer" jsonb NOT NULL,
	"bytes" integer NOT NULL,
	"saves_micros" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cached_answers_workspace_id_hash_pk" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
ALTER TABLE "cached_answers" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cached_answers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app_versions" (
	"workspace_id" text NOT NULL,
	"app_id" text NOT NULL,
	"number" integer NOT NULL,
	"spec_version" integer NOT NULL,
	"commit" text NOT NULL,
	"summary" text NOT NULL,
	"checks" text NOT NULL,
	"built" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "app_versions_app_id_number_pk" PRIMARY KEY("app_id","number")
);
--> statement-breakpoint
ALTER TABLE "app_versions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "app_versions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "apps" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"project_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"accent" text NOT NULL,
	"icon" text NOT NULL,
	"state" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"uid" integer GENERATED ALWAYS AS IDENTITY (sequence name "apps_uid_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 200000 CACHE 1),
	"created_at" timestamp with time zone NOT NULL,
	"deployed_at" timestamp with time zone,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "apps" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "apps" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "host_names" (
	"slug" text PRIMARY KEY NOT NULL,
	"held_by" text NOT NULL,
	"given_up_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"permissions" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "api_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "members" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" text,
	"guest_email" text,
	"agent" text,
	"name" text NOT NULL,
	"handle" text NOT NULL,
	"role" text NOT NULL,
	"can" text[],
	"joined_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "members" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "oauth_access_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"client_id" text NOT NULL,
	"session_id" text,
	"person_id" text NOT NULL,
	"member_id" text,
	"authorization_code_id" text,
	"resources" text[],
	"requested_user_info_claims" text[],
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked" timestamp with time zone,
	"confirmation" jsonb,
	"scopes" text[] NOT NULL,
	"refresh_id" text,
	CONSTRAINT "oauth_access_tokens_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "oauth_client_assertions" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oauth_client_resources" (
	"id" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"resource_id" text NOT NULL,
	"metadata" jsonb,
	"created_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "oauth_clients" (
	"id" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" text,
	"client_discovery_id" text,
	"disabled" boolean DEFAULT false,
	"skip_consent" boolean,
	"enable_end_session" boolean,
	"subject_type" text,
	"scopes" text[],
	"client_credentials_scopes" text[],
	"person_id" text,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"name" text,
	"uri" text,
	"icon" text,
	"contacts" text[],
	"tos" text,
	"policy" text,
	"software_id" text,
	"software_version" text,
	"software_statement" text,
	"redirect_uris" text[] NOT NULL,
	"post_logout_redirect_uris" text[],
	"backchannel_logout_uri" text,
	"backchannel_logout_session_required" boolean,
	"token_endpoint_auth_method" text,
	"application_type" text,
	"jwks" text,
	"jwks_uri" text,
	"grant_types" text[],
	"response_types" text[],
	"require_pkce" boolean,
	"dpop_bound_access_tokens" boolean DEFAULT false,
	"reference_id" text,
	"metadata" jsonb,
	CONSTRAINT "oauth_clients_client_id_unique" UNIQUE("client_id")
);
--> statement-breakpoint
CREATE TABLE "oauth_consents" (
	"id" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"person_id" text NOT NULL,
	"member_id" text,
	"resources" text[],
	"requested_user_info_claims" text[],
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oauth_refresh_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"client_id" text NOT NULL,
	"session_id" text,
	"person_id" text NOT NULL,
	"member_id" text,
	"authorization_code_id" text,
	"resources" text[],
	"requested_user_info_claims" text[],
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked" timestamp with time zone,
	"confirmation" jsonb,
	"scopes" text[] NOT NULL,
	"rotated_at" timestamp with time zone,
	"rotation_replay_response" text,
	"rotation_replay_expires_at" timestamp with time zone,
	"auth_time" timestamp with time zone,
	CONSTRAINT "oauth_refresh_tokens_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "oauth_resources" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"name" text NOT NULL,
	"access_token_ttl" integer,
	"refresh_token_ttl" integer,
	"signing_algorithm" text,
	"signing_key_id" text,
	"allowed_scopes" text[],
	"custom_claims" jsonb,
	"dpop_bound_access_tokens_required" boolean DEFAULT false,
	"disabled" boolean DEFAULT false,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"policy_version" integer DEFAULT 1,
	"metadata" jsonb,
	CONSTRAINT "oauth_resources_identifier_unique" UNIQUE("identifier")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workspaces" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workspaces" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "channel_states" (
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"level" text DEFAULT 'all' NOT NULL,
	"read_up_to" timestamp with time zone,
	CONSTRAINT "channel_states_member_id_channel_id_pk" PRIMARY KEY("member_id","channel_id")
);
--> statement-breakpoint
ALTER TABLE "channel_states" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "channel_states" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notification_settings" (
	"workspace_id" text NOT NULL,
	"member_id" text PRIMARY KEY NOT NULL,
	"preferences" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification_settings" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "notification_settings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"channel_id" text,
	"thread_id" text,
	"message_id" text,
	"task_id" text,
	"budget_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"mail_id" text,
	"mailed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "notifications" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox_mails" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox_mails" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "outbox_mails" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "push_subscriptions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "push_subscriptions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "thread_states" (
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"following" boolean NOT NULL,
	"chosen" boolean DEFAULT false NOT NULL,
	"muted" boolean DEFAULT false NOT NULL,
	"last_read_message_id" text,
	"unread_from_message_id" text,
	CONSTRAINT "thread_states_member_id_thread_id_pk" PRIMARY KEY("member_id","thread_id")
);
--> statement-breakpoint
ALTER TABLE "thread_states" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "thread_states" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "insight_corrections" (
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"text" text NOT NULL,
	"corrected_by" text NOT NULL,
	"corrected_at" timestamp with time zone NOT NULL,
	CONSTRAINT "insight_corrections_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "insight_corrections" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "insight_corrections" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "observations" (
	"workspace_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"trait" text NOT NULL,
	"value" text NOT NULL,
	"source_id" text NOT NULL,
	"accepted" boolean NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "observations_workspace_id_subject_kind_subject_id_trait_value_source_id_pk" PRIMARY KEY("workspace_id","subject_kind","subject_id","trait","value","source_id")
);
--> statement-breakpoint
ALTER TABLE "observations" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "observations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shared_counts" (
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"trait" text NOT NULL,
	"value" text NOT NULL,
	"workspaces" integer NOT NULL,
	"sample_size" integer NOT NULL,
	"accepted" integer NOT NULL,
	CONSTRAINT "shared_counts_subject_kind_subject_id_trait_value_pk" PRIMARY KEY("subject_kind","subject_id","trait","value")
);
--> statement-breakpoint
CREATE TABLE "app_version_keys" (
	"hash" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"app_id" text NOT NULL,
	"key_id" text NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app_version_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "app_version_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "provider_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"label" text NOT NULL,
	"base_url" text,
	"sealed_key" text,
	"last_four" text,
	"models" text[] NOT NULL,
	"tested_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"uses" integer DEFAULT 0 NOT NULL,
	"told_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "provider_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "provider_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "virtual_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"app_id" text,
	"purpose" jsonb,
	"models" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "virtual_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "virtual_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "virtual_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "context_items" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"channel_id" text,
	"source_thread_id" text,
	"source_message_id" text,
	"origin" text NOT NULL,
	"made_from_message_id" text,
	"author_id" text NOT NULL,
	"superseded_by" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "context_items" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "context_items" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memories" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"text" text NOT NULL,
	"importance" text NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text,
	"channel_id" text,
	"source_kind" text NOT NULL,
	"source_id" text,
	"author_id" text NOT NULL,
	"superseded_by" text,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"language" text NOT NULL,
	"lexemes" text[] NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "memories" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "memories" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memory_vectors" (
	"memory_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"model" text NOT NULL,
	"dimensions" integer NOT NULL,
	"vector" "bytea" NOT NULL,
	"scale" real NOT NULL,
	CONSTRAINT "memory_vectors_memory_id_model_pk" PRIMARY KEY("memory_id","model")
);
--> statement-breakpoint
ALTER TABLE "memory_vectors" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "memory_vectors" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workspace_models" (
	"workspace_id" text NOT NULL,
	"ref" text NOT NULL,
	"info" jsonb NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "workspace_models_workspace_id_ref_pk" PRIMARY KEY("workspace_id","ref")
);
--> statement-breakpoint
ALTER TABLE "workspace_models" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workspace_models" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"plan_id" text NOT NULL,
	"agent" text NOT NULL,
	"title" text NOT NULL,
	"instructions" text NOT NULL,
	"after" text[] NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"beyond_rules" boolean DEFAULT false NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"handoff" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"message_id" text,
	"answer_id" text,
	"task_id" text,
	"cost_micros" bigint DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "plan_tasks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "plan_tasks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plans" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"message_id" text NOT NULL,
	"title" text NOT NULL,
	"request" text NOT NULL,
	"made_from" text,
	"state" text NOT NULL,
	"owner_id" text NOT NULL,
	"replans" integer DEFAULT 0 NOT NULL,
	"estimate" jsonb NOT NULL,
	"report_ids" text[] DEFAULT '{}' NOT NULL,
	"written_by" text NOT NULL,
	"why_rules" text,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "plans" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "plans" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"workspace_id" text NOT NULL,
	"type" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"channel_id" text,
	"member_id" text,
	"subject_id" text,
	"payload" jsonb NOT NULL,
	"happened_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "events" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "follower_failures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "follower_failures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"follower" text NOT NULL,
	"event_seq" bigint NOT NULL,
	"attempts" integer NOT NULL,
	"error" text NOT NULL,
	"failed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "followers" (
	"name" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"seq" bigint NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"project_id" text NOT NULL,
	"text" text NOT NULL,
	"message_id" text,
	"author_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "decisions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "decisions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"idea" text NOT NULL,
	"thread_id" text NOT NULL,
	"phase" text NOT NULL,
	"spec_version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "projects" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "projects" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "spec_versions" (
	"workspace_id" text NOT NULL,
	"project_id" text NOT NULL,
	"version" integer NOT NULL,
	"spec" jsonb NOT NULL,
	"changes" jsonb NOT NULL,
	"author_id" text NOT NULL,
	"written_by" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "spec_versions_project_id_version_pk" PRIMARY KEY("project_id","version")
);
--> statement-breakpoint
ALTER TABLE "spec_versions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "spec_versions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agent_instructions" (
	"workspace_id" text NOT NULL,
	"agent" text NOT NULL,
	"version" integer NOT NULL,
	"instructions" text NOT NULL,
	"note" text NOT NULL,
	"author_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agent_instructions_workspace_id_agent_version_pk" PRIMARY KEY("workspace_id","agent","version")
);
--> statement-breakpoint
ALTER TABLE "agent_instructions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agent_instructions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agents" (
	"workspace_id" text NOT NULL,
	"agent" text NOT NULL,
	"built_in" boolean NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"instructions" text NOT NULL,
	"version" integer NOT NULL,
	"is_own" boolean DEFAULT false NOT NULL,
	"given_rights" text[],
	"models" jsonb NOT NULL,
	"tools" text[],
	"limits" jsonb NOT NULL,
	"runtime" text DEFAULT 'builtin' NOT NULL,
	"avatar" jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "agents_workspace_id_agent_pk" PRIMARY KEY("workspace_id","agent")
);
--> statement-breakpoint
ALTER TABLE "agents" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agents" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agents_off" (
	"workspace_id" text NOT NULL,
	"agent" text NOT NULL,
	"channel_id" text NOT NULL,
	CONSTRAINT "agents_off_workspace_id_agent_channel_id_pk" PRIMARY KEY("workspace_id","agent","channel_id")
);
--> statement-breakpoint
ALTER TABLE "agents_off" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agents_off" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "task_dependencies" (
	"task_id" text NOT NULL,
	"depends_on" text NOT NULL,
	"workspace_id" text NOT NULL,
	"key" text,
	"allow_failure" boolean NOT NULL,
	CONSTRAINT "task_dependencies_task_id_depends_on_pk" PRIMARY KEY("task_id","depends_on")
);
--> statement-breakpoint
ALTER TABLE "task_dependencies" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "task_dependencies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "task_steps" (
	"task_id" text NOT NULL,
	"name" text NOT NULL,
	"workspace_id" text NOT NULL,
	"result" json,
	"done_at" timestamp with time zone NOT NULL,
	CONSTRAINT "task_steps_task_id_name_pk" PRIMARY KEY("task_id","name")
);
--> statement-breakpoint
ALTER TABLE "task_steps" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "task_steps" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"group_id" text,
	"unique_key" text,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"channel_id" text,
	"member_id" text,
	"about_message_id" text,
	"forgotten" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"priority" smallint NOT NULL,
	"order_at" timestamp with time zone NOT NULL,
	"run_at" timestamp with time zone,
	"attempt" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer NOT NULL,
	"backoff_ms" bigint NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"repeat_every_ms" bigint,
	"repeat_from" timestamp with time zone,
	"open_dependencies" integer DEFAULT 0 NOT NULL,
	"input" json,
	"result" json,
	"error" jsonb,
	"progress" jsonb,
	"question" text,
	"question_step" text,
	"fence" bigint DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"announce" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "tasks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tasks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "schedule_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"schedule_id" text NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"message_id" text,
	"task_id" text,
	"cost_micros" bigint DEFAULT 0 NOT NULL,
	"note" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "schedule_runs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "schedule_runs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"title" text NOT NULL,
	"instructions" text NOT NULL,
	"made_from" text,
	"agent" text NOT NULL,
	"cron" text NOT NULL,
	"time_zone" text NOT NULL,
	"thread_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"next_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_because" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "schedules" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "schedules" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_entries" (
	"ref_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"channel_id" text,
	"thread_id" text,
	"message_id" text,
	"author_id" text,
	"marks" text[] NOT NULL,
	"pieces" text[] DEFAULT '{}' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"text" text NOT NULL,
	"language" "regconfig" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"fts" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector(language, title), 'A') || to_tsvector(language, text) || array_to_tsvector(marks || pieces || array_remove(array['=' || workspace_id, '=' || channel_id, '=' || author_id], null) || array['=0:' || left(md5(workspace_id), 8) || ':' || (greatest(0, extract(day from created_at - timestamptz '2000-01-01T00:00:00Z'))::int / 1)::text, '=1:' || left(md5(workspace_id), 8) || ':' || (greatest(0, extract(day from created_at - timestamptz '2000-01-01T00:00:00Z'))::int / 4)::text, '=2:' || left(md5(workspace_id), 8) || ':' || (greatest(0, extract(day from created_at - timestamptz '2000-01-01T00:00:00Z'))::int / 16)::text, '=3:' || left(md5(workspace_id), 8) || ':' || (greatest(0, extract(day from created_at - timestamptz '2000-01-01T00:00:00Z'))::int / 64)::text, '=4:' || left(md5(workspace_id), 8) || ':' || (greatest(0, extract(day from created_at - timestamptz '2000-01-01T00:00:00Z'))::int / 256)::text])) STORED NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_entries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "search_entries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_vectors" (
	"ref_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"channel_id" text,
	"model" text NOT NULL,
	"dimensions" integer NOT NULL,
	"vector" "bytea" NOT NULL,
	"scale" real NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_vectors" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "search_vectors" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "settings" (
	"workspace_id" text NOT NULL,
	"member_id" text DEFAULT '' NOT NULL,
	"key" text NOT NULL,
	"stored" jsonb NOT NULL,
	"locked" boolean DEFAULT false NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "settings_workspace_id_member_id_key_pk" PRIMARY KEY("workspace_id","member_id","key")
);
--> statement-breakpoint
ALTER TABLE "settings" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "settings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"file_name" text NOT NULL,
	"storage_key" text,
	"size_bytes" bigint DEFAULT 0 NOT NULL,
	"percent" integer DEFAULT 0 NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"report" jsonb NOT NULL,
	"fault" text DEFAULT '' NOT NULL,
	"made_channel_ids" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"available_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "transfers" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "transfers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "transcripts" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"task_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"asked_for" text NOT NULL,
	"end_reason" text,
	"rounds" integer NOT NULL,
	"tool_calls" integer NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cost_micros" integer NOT NULL,
	"tainted" boolean NOT NULL,
	"quotes" text[] NOT NULL,
	"sealed" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "transcripts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "transcripts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "incoming_hooks" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"channel_id" text NOT NULL,
	"member_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"sealed_secret" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "incoming_hooks_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "incoming_hooks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "incoming_hooks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"webhook_id" text NOT NULL,
	"event" text NOT NULL,
	"channel_id" text,
	"subject_id" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"body" text NOT NULL,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"next_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook_deliveries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"channel_ids" text[] DEFAULT '{}' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"failing_since" timestamp with time zone,
	"sealed_secret" text NOT NULL,
	"sealed_old_secret" text,
	"old_secret_until" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhooks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhooks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_feedback" ADD CONSTRAINT "agent_feedback_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_summaries" ADD CONSTRAINT "thread_summaries_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_debit" FOREIGN KEY ("workspace_id","debit_account_id") REFERENCES "public"."ledger_accounts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_credit" FOREIGN KEY ("workspace_id","credit_account_id") REFERENCES "public"."ledger_accounts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "builds" ADD CONSTRAINT "builds_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "builds" ADD CONSTRAINT "builds_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_results" ADD CONSTRAINT "check_results_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fork_anchors" ADD CONSTRAINT "fork_anchors_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fork_anchors" ADD CONSTRAINT "fork_anchors_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fork_anchors" ADD CONSTRAINT "fork_anchors_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_members" ADD CONSTRAINT "channel_members_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_edits" ADD CONSTRAINT "message_edits_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_versions" ADD CONSTRAINT "app_versions_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_client_id_oauth_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_refresh_id_oauth_refresh_tokens_id_fk" FOREIGN KEY ("refresh_id") REFERENCES "public"."oauth_refresh_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_client_resources" ADD CONSTRAINT "oauth_client_resources_client_id_oauth_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_client_resources" ADD CONSTRAINT "oauth_client_resources_resource_id_oauth_resources_identifier_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."oauth_resources"("identifier") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD CONSTRAINT "oauth_clients_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_consents" ADD CONSTRAINT "oauth_consents_client_id_oauth_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_consents" ADD CONSTRAINT "oauth_consents_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_client_id_oauth_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_states" ADD CONSTRAINT "channel_states_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_states" ADD CONSTRAINT "thread_states_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_version_keys" ADD CONSTRAINT "app_version_keys_key_id_virtual_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."virtual_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_vectors" ADD CONSTRAINT "memory_vectors_memory_id_memories_id_fk" FOREIGN KEY ("memory_id") REFERENCES "public"."memories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_versions" ADD CONSTRAINT "spec_versions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents_off" ADD CONSTRAINT "agents_off_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_runs" ADD CONSTRAINT "schedule_runs_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_vectors" ADD CONSTRAINT "search_vectors_ref_id_search_entries_ref_id_fk" FOREIGN KEY ("ref_id") REFERENCES "public"."search_entries"("ref_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answers_by_question" ON "answers" USING btree ("question_id");--> statement-breakpoint
CREATE INDEX "agent_feedback_by_agent" ON "agent_feedback" USING btree ("workspace_id","agent","id");--> statement-breakpoint
CREATE INDEX "thread_summaries_by_thread" ON "thread_summaries" USING btree ("thread_id","up_to_id");--> statement-breakpoint
CREATE INDEX "thread_summaries_by_age" ON "thread_summaries" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "turn_contexts_by_age" ON "turn_contexts" USING btree ("given_at");--> statement-breakpoint
CREATE UNIQUE INDEX "allowances_once" ON "allowances" USING btree ("workspace_id","agent_id","tool","scope",coalesce(scope_id, '')) WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "approvals_by_workspace" ON "approvals" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "approvals_by_thread" ON "approvals" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "approvals_by_task" ON "approvals" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "approvals_by_key" ON "approvals" USING btree ("key_id") WHERE key_id is not null;--> statement-breakpoint
CREATE INDEX "approvals_by_quote" ON "approvals" USING gin ("quotes");--> statement-breakpoint
CREATE INDEX "approvals_pending" ON "approvals" USING btree ("expires_at") WHERE state = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "budgets_once" ON "budgets" USING btree ("workspace_id","scope","subject_id","period");--> statement-breakpoint
CREATE INDEX "budgets_of_tasks" ON "budgets" USING btree ("changed_at") WHERE is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_accounts_once" ON "ledger_accounts" USING btree ("workspace_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_call" ON "ledger_entries" USING btree ("call_id") WHERE call_id is not null;--> statement-breakpoint
CREATE INDEX "ledger_entries_by_time" ON "ledger_entries" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "reservations_by_expiry" ON "reservations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "usage_records_by_time" ON "usage_records" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "usage_records_by_skill" ON "usage_records" USING btree ("workspace_id","skill","created_at");--> statement-breakpoint
CREATE INDEX "usage_records_by_task" ON "usage_records" USING btree ("task_id") WHERE task_id is not null;--> statement-breakpoint
CREATE INDEX "handoffs_by_thread" ON "handoffs" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "handoffs_by_quote" ON "handoffs" USING gin ("quotes");--> statement-breakpoint
CREATE INDEX "builds_by_project" ON "builds" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "channel_members_by_member" ON "channel_members" USING btree ("member_id","channel_id");--> statement-breakpoint
CREATE UNIQUE INDEX "channels_by_name" ON "channels" USING btree ("workspace_id","name") WHERE kind = 'public';--> statement-breakpoint
CREATE UNIQUE INDEX "channels_by_people" ON "channels" USING btree ("workspace_id","member_ids") WHERE kind = 'direct';--> statement-breakpoint
CREATE INDEX "message_edits_by_message" ON "message_edits" USING btree ("message_id","id");--> statement-breakpoint
CREATE INDEX "messages_by_thread" ON "messages" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "messages_pinned" ON "messages" USING btree ("thread_id","pinned_at") WHERE pinned_at is not null;--> statement-breakpoint
CREATE INDEX "messages_being_written" ON "messages" USING btree ("workspace_id","id") WHERE answer_state = 'writing';--> statement-breakpoint
CREATE UNIQUE INDEX "messages_by_client_key" ON "messages" USING btree ("workspace_id","author_id","client_key");--> statement-breakpoint
CREATE INDEX "threads_by_channel" ON "threads" USING btree ("channel_id",(pinned_at is not null),"last_message_at","id");--> statement-breakpoint
CREATE INDEX "threads_by_parent" ON "threads" USING btree ("parent_thread_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tool_servers_by_name" ON "tool_servers" USING btree ("workspace_id","name") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "files_by_message" ON "files" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "files_waiting" ON "files" USING btree ("workspace_id","uploader_id") WHERE message_id is null;--> statement-breakpoint
CREATE INDEX "files_unattached" ON "files" USING btree ("created_at") WHERE message_id is null;--> statement-breakpoint
CREATE INDEX "files_removed" ON "files" USING btree ("removed_at") WHERE removed_at is not null;--> statement-breakpoint
CREATE INDEX "cached_answers_by_expiry" ON "cached_answers" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "apps_by_slug" ON "apps" USING btree ("slug") WHERE "apps"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "apps_by_workspace" ON "apps" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "apps_by_project" ON "apps" USING btree ("project_id") WHERE "apps"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "accounts_by_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "api_keys_by_member" ON "api_keys" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "members_handle" ON "members" USING btree ("workspace_id","handle");--> statement-breakpoint
CREATE UNIQUE INDEX "members_person" ON "members" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "members_agent" ON "members" USING btree ("workspace_id","agent");--> statement-breakpoint
CREATE INDEX "members_guests" ON "members" USING btree ("workspace_id","guest_email") WHERE guest_email is not null;--> statement-breakpoint
CREATE INDEX "members_by_person" ON "members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_by_grant" ON "oauth_access_tokens" USING btree ("person_id","client_id");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_by_client" ON "oauth_access_tokens" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_by_session" ON "oauth_access_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_by_code" ON "oauth_access_tokens" USING btree ("authorization_code_id");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_by_refresh" ON "oauth_access_tokens" USING btree ("refresh_id");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_client_resources_pair" ON "oauth_client_resources" USING btree ("client_id","resource_id");--> statement-breakpoint
CREATE INDEX "oauth_client_resources_by_resource" ON "oauth_client_resources" USING btree ("resource_id");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_consents_grant" ON "oauth_consents" USING btree ("person_id","client_id","member_id");--> statement-breakpoint
CREATE INDEX "oauth_consents_by_client" ON "oauth_consents" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_consents_by_member" ON "oauth_consents" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "oauth_refresh_tokens_by_grant" ON "oauth_refresh_tokens" USING btree ("person_id","client_id");--> statement-breakpoint
CREATE INDEX "oauth_refresh_tokens_by_client" ON "oauth_refresh_tokens" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_refresh_tokens_by_session" ON "oauth_refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "oauth_refresh_tokens_by_code" ON "oauth_refresh_tokens" USING btree ("authorization_code_id");--> statement-breakpoint
CREATE INDEX "sessions_by_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "verifications_by_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("member_id","message_id");--> statement-breakpoint
CREATE INDEX "notifications_by_member" ON "notifications" USING btree ("member_id","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("member_id","thread_id","message_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notifications_by_thread" ON "notifications" USING btree ("thread_id","message_id");--> statement-breakpoint
CREATE INDEX "notifications_by_task" ON "notifications" USING btree ("task_id") WHERE task_id is not null and read_at is null;--> statement-breakpoint
CREATE INDEX "notifications_by_mail" ON "notifications" USING btree ("mail_id") WHERE mail_id is not null and mailed_at is null;--> statement-breakpoint
CREATE INDEX "outbox_mails_by_member" ON "outbox_mails" USING btree ("member_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_once" ON "push_subscriptions" USING btree ("member_id","endpoint");--> statement-breakpoint
CREATE INDEX "push_subscriptions_by_endpoint" ON "push_subscriptions" USING btree ("endpoint");--> statement-breakpoint
CREATE INDEX "thread_states_by_thread" ON "thread_states" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "thread_states_marked" ON "thread_states" USING btree ("member_id") WHERE unread_from_message_id is not null;--> statement-breakpoint
CREATE INDEX "observations_by_source" ON "observations" USING btree ("workspace_id","source_id");--> statement-breakpoint
CREATE INDEX "app_version_keys_by_app" ON "app_version_keys" USING btree ("app_id");--> statement-breakpoint
CREATE INDEX "provider_keys_by_workspace" ON "provider_keys" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "virtual_keys_by_workspace" ON "virtual_keys" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "context_items_by_workspace" ON "context_items" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "context_items_by_scope" ON "context_items" USING btree ("workspace_id","scope","scope_id","id");--> statement-breakpoint
CREATE INDEX "context_items_by_source" ON "context_items" USING btree ("source_thread_id");--> statement-breakpoint
CREATE INDEX "context_items_by_maker" ON "context_items" USING btree ("made_from_message_id") WHERE made_from_message_id is not null;--> statement-breakpoint
CREATE INDEX "context_items_by_message" ON "context_items" USING btree ("source_message_id") WHERE source_message_id is not null;--> statement-breakpoint
CREATE INDEX "context_items_superseded" ON "context_items" USING btree ("superseded_by") WHERE superseded_by is not null;--> statement-breakpoint
CREATE INDEX "memories_newest" ON "memories" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "memories_by_change" ON "memories" USING btree ("workspace_id","xid");--> statement-breakpoint
CREATE INDEX "memories_by_scope" ON "memories" USING btree ("workspace_id","scope","scope_id","id");--> statement-breakpoint
CREATE INDEX "memories_superseded" ON "memories" USING btree ("superseded_by") WHERE superseded_by is not null;--> statement-breakpoint
CREATE INDEX "memories_by_source" ON "memories" USING btree ("workspace_id","source_id") WHERE source_id is not null;--> statement-breakpoint
CREATE INDEX "memories_expiring" ON "memories" USING btree ("expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "plan_tasks_by_plan" ON "plan_tasks" USING btree ("plan_id","position");--> statement-breakpoint
CREATE INDEX "plan_tasks_by_task" ON "plan_tasks" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "plans_by_workspace" ON "plans" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "plans_by_thread" ON "plans" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "plans_by_source" ON "plans" USING btree ("made_from");--> statement-breakpoint
CREATE INDEX "plans_by_message" ON "plans" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "events_order" ON "events" USING btree ("xid","seq");--> statement-breakpoint
CREATE INDEX "events_by_workspace" ON "events" USING btree ("workspace_id","xid","seq");--> statement-breakpoint
CREATE INDEX "events_by_subject" ON "events" USING btree ("subject_id","seq") WHERE subject_id is not null;--> statement-breakpoint
CREATE INDEX "decisions_by_project" ON "decisions" USING btree ("project_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_by_thread" ON "projects" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "projects_by_workspace" ON "projects" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "task_dependencies_by_dependency" ON "task_dependencies" USING btree ("depends_on");--> statement-breakpoint
CREATE INDEX "tasks_ready" ON "tasks" USING btree ("workspace_id","order_at") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "tasks_running" ON "tasks" USING btree ("lease_until") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "tasks_delayed" ON "tasks" USING btree ("run_at") WHERE state = 'waiting' and run_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_by_group" ON "tasks" USING btree ("workspace_id","group_id","id") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_by_workspace" ON "tasks" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "tasks_about_message" ON "tasks" USING btree ("about_message_id") WHERE about_message_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_to_forget" ON "tasks" USING btree ("id") WHERE forgotten and input is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_unique_key" ON "tasks" USING btree ("workspace_id","unique_key") WHERE unique_key is not null;--> statement-breakpoint
CREATE INDEX "schedule_runs_by_schedule" ON "schedule_runs" USING btree ("schedule_id","id");--> statement-breakpoint
CREATE INDEX "schedule_runs_by_task" ON "schedule_runs" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "schedules_by_workspace" ON "schedules" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "schedules_by_source" ON "schedules" USING btree ("made_from");--> statement-breakpoint
CREATE INDEX "search_entries_by_word" ON "search_entries" USING gin ("fts") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_entries_newest" ON "search_entries" USING btree ("workspace_id","created_at","ref_id");--> statement-breakpoint
CREATE INDEX "search_vectors_by_change" ON "search_vectors" USING btree ("workspace_id","xid");--> statement-breakpoint
CREATE INDEX "search_vectors_oldest" ON "search_vectors" USING btree ("workspace_id","model","created_at");--> statement-breakpoint
CREATE INDEX "transfers_by_member" ON "transfers" USING btree ("workspace_id","member_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "transcripts_by_task" ON "transcripts" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "transcripts_by_workspace" ON "transcripts" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "transcripts_by_quote" ON "transcripts" USING gin ("quotes");--> statement-breakpoint
CREATE INDEX "transcripts_by_age" ON "transcripts" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "incoming_hooks_by_workspace" ON "incoming_hooks" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_webhook" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_subject" ON "webhook_deliveries" USING btree ("subject_id") WHERE subject_id is not null;--> statement-breakpoint
CREATE INDEX "webhooks_by_workspace" ON "webhooks" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE POLICY "workspace" ON "rate_buckets" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "answers" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "attendances" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "agent_feedback" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "thread_summaries" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "turn_contexts" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "allowances" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "approvals" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "budgets" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "ledger_accounts" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "ledger_entries" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "reservations" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "usage_records" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "handoffs" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "builds" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "check_results" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "fork_anchors" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "channel_members" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "channels" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "message_edits" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "messages" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "threads" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "tool_servers" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "files" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "cached_answers" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "app_versions" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "apps" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "api_keys" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "members" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "workspaces" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "channel_states" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "notification_settings" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "notifications" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "outbox_mails" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "push_subscriptions" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "thread_states" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "insight_corrections" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "observations" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "app_version_keys" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "provider_keys" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "virtual_keys" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "context_items" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "memories" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "memory_vectors" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "workspace_models" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "plan_tasks" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "plans" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "events" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "decisions" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "projects" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "spec_versions" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "agent_instructions" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "agents" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "agents_off" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "task_dependencies" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "task_steps" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "tasks" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "schedule_runs" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "schedules" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "search_entries" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "search" ON "search_entries" AS RESTRICTIVE FOR SELECT TO public USING (fts @@ coalesce(nullif(current_setting('openvibe.search', true), ''), '!''=''')::tsquery);--> statement-breakpoint
CREATE POLICY "workspace" ON "search_vectors" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "settings" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "transfers" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "transcripts" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "incoming_hooks" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
CREATE POLICY "workspace" ON "webhooks" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));