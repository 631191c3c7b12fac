ALTER TABLE "messages" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "key_id" text;