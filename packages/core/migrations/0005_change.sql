ALTER TABLE "plan_tasks" ADD COLUMN "mark" text;--> statement-breakpoint
CREATE INDEX "usage_records_by_key" ON "usage_records" USING btree ("workspace_id","key_id","id") WHERE key_id is not null;--> statement-breakpoint
UPDATE "plan_tasks" SET "mark" = CASE "state" WHEN 'cancelled' THEN 'replaced' WHEN 'waiting' THEN CASE "note" WHEN 'Stopped by a person.' THEN 'stopped' ELSE 'instead' END ELSE 'instead' END
WHERE ("state" = 'cancelled' AND "note" LIKE 'Replaced: %') OR ("state" = 'waiting' AND "note" = 'Stopped by a person.') OR ("state" IN ('waiting', 'needs_model') AND "note" LIKE 'Instead of %');
