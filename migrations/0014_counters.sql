-- Counters are kept by several fields at once, and aggregates are answered from them only while they are
-- kept by today's declarations: a workspace without a row in counter_basis began with these, so those
-- that are older get one that says otherwise, until they have been counted anew.
INSERT INTO counter_basis (workspace_id, declared, time_zone)
SELECT w.id, '', COALESCE(w.time_zone, 'UTC') FROM "workspace" AS w
WHERE NOT EXISTS (SELECT 1 FROM counter_basis AS b WHERE b.workspace_id = w.id);

-- What reports of a span of time add up lies in the index, so that they need not look at the records.
-- That includes what the index itself asks for, which SQLite looks at again.
CREATE INDEX deal_outcome_idx ON "deal"
    (workspace_id, status, closed_at, owner_id, created_at, amount, amount_currency, deleted_at, id)
    WHERE deleted_at IS NULL AND closed_at IS NOT NULL;
DROP INDEX lead_created_at_idx;
CREATE INDEX lead_created_at_idx ON "lead"
    (workspace_id, created_at, id, status, stage, temperature, source, owner_id, campaign_id, industry, deleted_at)
    WHERE deleted_at IS NULL;
CREATE INDEX stage_change_left_idx ON "stage_change"
    (workspace_id, at, from_stage_id, seconds, created_by, deleted_at, id)
    WHERE deleted_at IS NULL AND from_stage_id IS NOT NULL;
