CREATE TABLE "turn_figures" (
	"task_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"end_reason" text,
	"tool_calls" integer NOT NULL,
	"input_tokens" integer DEFAULT 0 NOT NULL,
	"cost_micros" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "turn_figures" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "turn_figures" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "transcripts_by_task";--> statement-breakpoint
ALTER TABLE "transcripts" ALTER COLUMN "task_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD COLUMN "full_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD COLUMN "alerted_percent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "lost" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "planning_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "transcripts" ADD COLUMN "skill" text DEFAULT 'turn' NOT NULL;--> statement-breakpoint
CREATE INDEX "turn_figures_by_age" ON "turn_figures" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "turn_figures_by_workspace" ON "turn_figures" USING btree ("workspace_id","changed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "transcripts_of_turns" ON "transcripts" USING btree ("task_id") WHERE skill = 'turn';--> statement-breakpoint
CREATE INDEX "transcripts_by_task" ON "transcripts" USING btree ("task_id");--> statement-breakpoint
CREATE POLICY "workspace" ON "turn_figures" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));--> statement-breakpoint
INSERT INTO "turn_figures" ("task_id", "workspace_id", "agent_id", "end_reason", "tool_calls", "input_tokens", "cost_micros", "started_at", "changed_at") SELECT "task_id", "workspace_id", "agent_id", "end_reason", "tool_calls", "input_tokens", "cost_micros", "started_at", "changed_at" FROM "transcripts";