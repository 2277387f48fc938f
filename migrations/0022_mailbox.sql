-- Mailboxes that are read, and what was found there.
CREATE TABLE mailbox (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    -- Whose own it is; the workspace's where empty.
    owner_id uuid,
    team_id uuid,
    -- What a mail becomes, such as `timeline`.
    purpose text NOT NULL,
    -- Whether what arrives is its owner's alone.
    private boolean NOT NULL,
    -- Whether an unknown sender becomes a contact.
    makes_contacts boolean NOT NULL,
    active boolean NOT NULL,
    -- Host, port and so on; the passwords beside them are sealed.
    imap jsonb NOT NULL,
    imap_secret text NOT NULL,
    smtp jsonb NOT NULL,
    smtp_secret text NOT NULL,
    uid_validity bigint,
    last_uid bigint NOT NULL,
    -- What arrived before is left alone.
    begins_at timestamptz NOT NULL,
    server_count bigint,
    last_run_at timestamptz,
    last_ok_at timestamptz,
    error text,
    error_with text,
    failures bigint NOT NULL,
    next_at timestamptz NOT NULL,
    lease_by uuid,
    lease_until timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX mailbox_due_idx ON mailbox (next_at) WHERE active;

CREATE TABLE mail_message (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    mailbox_id uuid NOT NULL,
    -- Who alone may see it.
    private_to uuid,
    uid_validity bigint NOT NULL,
    uid bigint NOT NULL,
    -- The same for the same message, wherever it turns up again.
    identity text NOT NULL,
    -- `kept`, or `aside` where nothing could be made of it.
    state text NOT NULL,
    reason text,
    -- Where all its bytes are; empty where there were too many.
    raw_key text,
    size bigint NOT NULL,
    message_id text,
    in_reply_to text,
    reference_ids jsonb NOT NULL,
    sender jsonb NOT NULL,
    recipients jsonb NOT NULL,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    -- From which character on it repeats earlier words.
    quote_at bigint,
    -- `person`, `automatic`, `bounce` or `list`.
    nature text NOT NULL,
    files jsonb NOT NULL,
    contact_id uuid,
    record_kind text,
    record_id uuid,
    sent_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX mail_message_uid_key ON mail_message (workspace_id, mailbox_id, uid_validity, uid);
CREATE UNIQUE INDEX mail_message_identity_key ON mail_message (workspace_id, mailbox_id, identity);
CREATE INDEX mail_message_message_idx ON mail_message (workspace_id, message_id);
CREATE INDEX mail_message_aside_idx ON mail_message (workspace_id, mailbox_id, id) WHERE state = 'aside';
CREATE INDEX mail_message_record_idx ON mail_message (workspace_id, record_kind, record_id, id);
CREATE INDEX mail_message_private_idx ON mail_message (workspace_id, private_to, contact_id, sent_at, id)
    WHERE private_to IS NOT NULL;
