-- Files that hang on records. Their bytes lie in the blob store, under the file's id.
CREATE TABLE "file" (
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
    record_kind text,
    record_id uuid,
    media_type text,
    media_type_fold text,
    size bigint,
    sha256 text,
    sha256_fold text,
    scan text,
    threat text,
    threat_fold text,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX file_trash_idx ON "file" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX file_updated_at_idx ON "file" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX file_created_at_idx ON "file" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX file_title_fold_idx ON "file" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX file_name_fold_idx ON "file" (workspace_id, name_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX file_size_idx ON "file" (workspace_id, size, id) WHERE deleted_at IS NULL;
CREATE INDEX file_record_idx ON "file" (workspace_id, record_kind, record_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX file_pending_idx ON "file" (workspace_id, created_at, id) WHERE deleted_at IS NULL AND scan = 'pending';

-- Uploads that are not finished: how far each is, and which pieces came.
CREATE TABLE file_upload (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    record_kind text NOT NULL,
    record_id uuid NOT NULL,
    size bigint NOT NULL,
    sha256 text,
    received bigint NOT NULL,
    parts jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

-- Whoever writes notes in a workspace that is here already may add files too.
-- engine: sqlite
UPDATE "role" SET grants = json_set(grants, '$.kinds.file', json_extract(grants, '$.kinds.note'))
WHERE json_extract(grants, '$.kinds.note') IS NOT NULL;
-- engine: postgres
UPDATE "role" SET grants = jsonb_set(grants, '{kinds,file}', grants #> '{kinds,note}')
WHERE grants #> '{kinds,note}' IS NOT NULL;
-- engine: both
