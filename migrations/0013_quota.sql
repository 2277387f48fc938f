-- What each person is to win in a month.
CREATE TABLE "quota" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    owner_id uuid,
    month date,
    amount bigint,
    amount_currency text,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX quota_key ON "quota" (workspace_id, owner_id, month) WHERE deleted_at IS NULL;
CREATE INDEX quota_trash_idx ON "quota" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX quota_updated_at_idx ON "quota" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX quota_month_idx ON "quota" (workspace_id, month, id) WHERE deleted_at IS NULL;
