-- Saved reports.
CREATE TABLE "report" (
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
    description text,
    description_fold text,
    definition jsonb,
    visibility text,
    owner_id uuid,
    starred_by jsonb,
    schedule text,
    schedule_day bigint,
    schedule_hour bigint,
    recipient_ids jsonb,
    format text,
    last_sent_at timestamptz,
    next_send_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX report_name_fold_idx ON "report" (workspace_id, name_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX report_next_send_at_idx ON "report" (workspace_id, next_send_at, id)
    WHERE deleted_at IS NULL AND next_send_at IS NOT NULL;
