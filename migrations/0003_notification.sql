-- What Kith tells people of what others did.
CREATE TABLE "notification" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    user_id uuid,
    kind text,
    record_kind text,
    record_id uuid,
    subject text,
    count bigint,
    actor_id uuid,
    read_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id),
    FOREIGN KEY (workspace_id, actor_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX notification_user_idx ON "notification" (workspace_id, user_id, created_at, id)
    WHERE deleted_at IS NULL;
CREATE INDEX notification_unread_idx ON "notification" (workspace_id, user_id)
    WHERE read_at IS NULL AND deleted_at IS NULL;
CREATE INDEX notification_record_idx ON "notification" (workspace_id, record_kind, record_id);
CREATE INDEX notification_actor_idx ON "notification" (workspace_id, actor_id) WHERE actor_id IS NOT NULL;
