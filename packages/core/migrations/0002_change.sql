ALTER TABLE "context_items" ADD COLUMN "by_program" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "memories" ADD COLUMN "by_program" boolean DEFAULT false NOT NULL;