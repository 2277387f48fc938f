-- Sequences of follow-up steps, and which leads are in them.
CREATE TABLE "sequence" (
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
    active boolean,
    steps jsonb,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX sequence_name_idx ON "sequence" (workspace_id, name_fold, id) WHERE deleted_at IS NULL;

CREATE TABLE "enrolment" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    lead_id uuid,
    sequence_id uuid,
    name text,
    name_fold text,
    status text,
    stopped_reason text,
    step bigint,
    next_due_at timestamptz,
    task_id uuid,
    ended_at timestamptz,
    steps jsonb,
    log jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES "lead" (workspace_id, id),
    FOREIGN KEY (workspace_id, sequence_id) REFERENCES "sequence" (workspace_id, id),
    FOREIGN KEY (workspace_id, task_id) REFERENCES "task" (workspace_id, id)
);
CREATE INDEX enrolment_trash_idx ON "enrolment" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX enrolment_created_at_idx ON "enrolment" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX enrolment_lead_id_idx ON "enrolment" (workspace_id, lead_id, created_at, id) WHERE lead_id IS NOT NULL;
CREATE INDEX enrolment_sequence_id_idx ON "enrolment" (workspace_id, sequence_id, status, id)
    WHERE sequence_id IS NOT NULL;
CREATE INDEX enrolment_task_id_idx ON "enrolment" (workspace_id, task_id, id) WHERE task_id IS NOT NULL;
CREATE INDEX enrolment_next_due_at_idx ON "enrolment" (workspace_id, next_due_at, id)
    WHERE deleted_at IS NULL AND next_due_at IS NOT NULL;

ALTER TABLE "lead" ADD COLUMN active_sequences bigint;
