-- When customers are asked how content they were, when they answered, and what their link is known by.
ALTER TABLE "ticket" ADD COLUMN satisfaction_at timestamptz;
ALTER TABLE "ticket" ADD COLUMN satisfaction_asked_at timestamptz;
ALTER TABLE "ticket" ADD COLUMN satisfaction_due_at timestamptz;
ALTER TABLE "ticket" ADD COLUMN satisfaction_token text;
CREATE INDEX ticket_satisfaction_at_idx ON "ticket" (workspace_id, satisfaction_at, id)
WHERE deleted_at IS NULL AND satisfaction_at IS NOT NULL;
CREATE INDEX ticket_satisfaction_due_idx ON "ticket" (workspace_id, satisfaction_due_at, id)
WHERE deleted_at IS NULL AND satisfaction_due_at IS NOT NULL;
ALTER TABLE "workspace" ADD COLUMN satisfaction_question jsonb;
