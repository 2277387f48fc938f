-- Since when a hot lead waits for somebody to be in touch, and what a person's queue is read by.
ALTER TABLE "lead" ADD COLUMN hot_since timestamptz;
UPDATE "lead" SET hot_since = updated_at
WHERE temperature = 'hot' AND status = 'open' AND last_contacted_at IS NULL AND stage NOT IN ('won', 'lost');
CREATE INDEX lead_hot_since_idx ON "lead" (workspace_id, owner_id, score, id)
WHERE deleted_at IS NULL AND hot_since IS NOT NULL;
CREATE INDEX task_assignee_due_idx ON "task" (workspace_id, assignee_id, status, due_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_owner_stage_since_idx ON "deal" (workspace_id, owner_id, status, stage_since, id)
WHERE deleted_at IS NULL;
