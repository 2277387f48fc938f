-- Tickets, what was said in them, and answers that are given often.
CREATE TABLE "ticket" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    number bigint,
    subject text,
    subject_fold text,
    description text,
    description_fold text,
    contact_id uuid,
    requester_name text,
    requester_name_fold text,
    requester_email text,
    requester_email_fold text,
    company_id uuid,
    channel text,
    category text,
    priority text,
    status text,
    assignee_id uuid,
    team_id uuid,
    first_response_due_at timestamptz,
    resolution_due_at timestamptz,
    first_response_at timestamptz,
    resolved_at timestamptz,
    first_response_result text,
    resolution_result text,
    waiting_since timestamptz,
    paused_seconds bigint,
    first_response_warned boolean,
    resolution_warned boolean,
    satisfaction bigint,
    satisfaction_comment text,
    satisfaction_comment_fold text,
    snoozed_until timestamptz,
    last_message_at timestamptz,
    last_customer_message_at timestamptz,
    awaiting_reply boolean,
    snippet text,
    merged_into_id uuid,
    follows_id uuid,
    related_ids jsonb,
    tags jsonb,
    custom jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES "contact" (workspace_id, id),
    FOREIGN KEY (workspace_id, company_id) REFERENCES "company" (workspace_id, id),
    FOREIGN KEY (workspace_id, assignee_id) REFERENCES "user" (workspace_id, id),
    FOREIGN KEY (workspace_id, team_id) REFERENCES "team" (workspace_id, id),
    FOREIGN KEY (workspace_id, merged_into_id) REFERENCES "ticket" (workspace_id, id),
    FOREIGN KEY (workspace_id, follows_id) REFERENCES "ticket" (workspace_id, id)
);
CREATE UNIQUE INDEX ticket_number_key ON "ticket" (workspace_id, number);
CREATE INDEX ticket_trash_idx ON "ticket" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX ticket_updated_at_idx ON "ticket" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_created_at_idx ON "ticket" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_title_fold_idx ON "ticket" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_last_message_at_idx ON "ticket" (workspace_id, last_message_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_status_idx ON "ticket" (workspace_id, status, last_message_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_priority_idx ON "ticket" (workspace_id, priority, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_assignee_id_idx ON "ticket" (workspace_id, assignee_id, status, last_message_at, id)
WHERE deleted_at IS NULL;
CREATE INDEX ticket_contact_id_idx ON "ticket" (workspace_id, contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX ticket_company_id_idx ON "ticket" (workspace_id, company_id, id) WHERE company_id IS NOT NULL;
CREATE INDEX ticket_requester_email_idx ON "ticket" (workspace_id, requester_email_fold, last_message_at, id)
WHERE deleted_at IS NULL AND requester_email_fold IS NOT NULL;
CREATE INDEX ticket_first_response_due_idx ON "ticket" (workspace_id, first_response_due_at, id)
WHERE deleted_at IS NULL AND first_response_due_at IS NOT NULL;
CREATE INDEX ticket_resolution_due_idx ON "ticket" (workspace_id, resolution_due_at, id)
WHERE deleted_at IS NULL AND resolution_due_at IS NOT NULL;
CREATE INDEX ticket_first_response_at_idx ON "ticket" (workspace_id, first_response_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_resolved_at_idx ON "ticket" (workspace_id, resolved_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_snoozed_idx ON "ticket" (workspace_id, snoozed_until, id)
WHERE deleted_at IS NULL AND snoozed_until IS NOT NULL;
CREATE INDEX ticket_satisfaction_idx ON "ticket" (workspace_id, satisfaction, id)
WHERE deleted_at IS NULL AND satisfaction IS NOT NULL;
CREATE INDEX ticket_merged_idx ON "ticket" (workspace_id, merged_into_id, id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX ticket_follows_idx ON "ticket" (workspace_id, follows_id, id) WHERE follows_id IS NOT NULL;

CREATE TABLE "ticket_message" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    ticket_id uuid,
    direction text,
    internal boolean,
    channel text,
    author_id uuid,
    sender_name text,
    sender_name_fold text,
    sender_address text,
    sender_address_fold text,
    body text,
    html text,
    sent_at timestamptz,
    file_ids jsonb,
    source_key text,
    source_key_fold text,
    message_id text,
    message_id_fold text,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, ticket_id) REFERENCES "ticket" (workspace_id, id),
    FOREIGN KEY (workspace_id, author_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX ticket_message_source_key ON "ticket_message" (workspace_id, source_key_fold)
WHERE source_key_fold IS NOT NULL;
CREATE INDEX ticket_message_trash_idx ON "ticket_message" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX ticket_message_sent_at_idx ON "ticket_message" (workspace_id, sent_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_message_ticket_id_idx ON "ticket_message" (workspace_id, ticket_id, sent_at, id)
WHERE ticket_id IS NOT NULL;

CREATE INDEX ticket_message_message_id_idx ON "ticket_message" (workspace_id, message_id_fold, id)
WHERE message_id_fold IS NOT NULL;

CREATE TABLE "canned_reply" (
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
    body text,
    body_fold text,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX canned_reply_name_key ON "canned_reply" (workspace_id, name_fold) WHERE deleted_at IS NULL;
CREATE INDEX canned_reply_trash_idx ON "canned_reply" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX canned_reply_updated_at_idx ON "canned_reply" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX canned_reply_title_fold_idx ON "canned_reply" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;

-- What a workspace promises about tickets.
ALTER TABLE "workspace" ADD COLUMN service_levels jsonb;
