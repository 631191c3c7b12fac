ALTER TABLE "turn_figures" ADD COLUMN "input_tokens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "turn_figures" f SET "input_tokens" = t."input_tokens" FROM "transcripts" t WHERE t."task_id" = f."task_id" AND t."skill" = 'turn';
