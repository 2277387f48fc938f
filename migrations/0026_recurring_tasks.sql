-- Tasks that come again, reminders, meetings and whom they are with.
ALTER TABLE "task" ADD COLUMN duration_minutes bigint;
ALTER TABLE "task" ADD COLUMN location text;
ALTER TABLE "task" ADD COLUMN location_fold text;
ALTER TABLE "task" ADD COLUMN recurrence text;
ALTER TABLE "task" ADD COLUMN recurrence_fold text;
ALTER TABLE "task" ADD COLUMN series jsonb;
ALTER TABLE "task" ADD COLUMN reminded boolean;
ALTER TABLE "task" ADD COLUMN told text;
ALTER TABLE "task" ADD COLUMN participants jsonb;
ALTER TABLE "task" ADD COLUMN invited_at timestamptz;
ALTER TABLE "task" ADD COLUMN invite_sequence bigint;
CREATE INDEX task_reminder_at_idx ON "task" (workspace_id, reminder_at, id) WHERE deleted_at IS NULL;
CREATE INDEX task_recurrence_idx ON "task" (workspace_id, due_at, id) WHERE deleted_at IS NULL AND recurrence_fold IS NOT NULL;
