-- How likely leads are won, learnt from those that were decided.
ALTER TABLE "lead" ADD COLUMN win_probability bigint;
ALTER TABLE "lead" ADD COLUMN decided_at timestamptz;
ALTER TABLE "workspace" ADD COLUMN predict_leads boolean;
ALTER TABLE "workspace" ADD COLUMN lead_model jsonb;
-- When older leads were decided is known no better than this.
UPDATE "lead" SET decided_at = updated_at WHERE stage IN ('won', 'lost');
CREATE INDEX lead_win_probability_idx ON "lead" (workspace_id, win_probability, id) WHERE deleted_at IS NULL;
