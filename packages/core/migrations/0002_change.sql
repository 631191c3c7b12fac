CREATE TABLE "own_words" (
	"message_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "own_words" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "own_words" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "context_items" ADD COLUMN "by_program" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "memories" ADD COLUMN "by_program" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "own_words" ADD CONSTRAINT "own_words_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "workspace" ON "own_words" AS PERMISSIVE FOR ALL TO public USING (current_setting('openvibe.workspace', true) in (workspace_id, '*')) WITH CHECK (current_setting('openvibe.workspace', true) in (workspace_id, '*'));