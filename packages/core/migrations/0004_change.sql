ALTER TABLE "allowances" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "always" text;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "always_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "spec_versions" ADD COLUMN "by_program" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "usage_records_by_provider_key" ON "usage_records" USING btree ("workspace_id","provider_key_id","id");