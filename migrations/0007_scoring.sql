-- Rules that score leads, and whether a lead's score follows them.
CREATE TABLE "scoring_rule" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    name text,
    name_fold text,
    category text,
    active boolean,
    points bigint,
    condition jsonb,
    interaction_kind text,
    direction text,
    outcome text,
    cap bigint,
    half_life_days bigint,
    position bigint,
    PRIMARY KEY (workspace_id, id)
);
ALTER TABLE "workspace" ADD COLUMN hot_above bigint;
ALTER TABLE "workspace" ADD COLUMN warm_from bigint;
ALTER TABLE "lead" ADD COLUMN company_size text;
ALTER TABLE "lead" ADD COLUMN score_source text;
ALTER TABLE "lead" ADD COLUMN hot_told boolean;
ALTER TABLE "lead" ADD COLUMN score_basis bigint;
-- A score that somebody has set stays theirs; what nobody has scored follows the rules.
UPDATE "lead" SET score_source = CASE WHEN score > 0 THEN 'manual' ELSE 'rules' END;
UPDATE "lead" SET hot_told = true WHERE temperature = 'hot';
