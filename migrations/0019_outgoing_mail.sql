-- Mails that Kith sends: queued in the transaction that causes them, kept to be looked at.
CREATE TABLE outgoing_mail (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    -- The mailbox it is sent from; Kith's own address where empty.
    mailbox_id uuid,
    -- Who caused it.
    user_id uuid,
    -- Whether nobody else may see it, administrators included.
    private boolean NOT NULL,
    -- Whether its words are a secret between Kith and who receives it, such as a link to choose a password.
    secret boolean NOT NULL,
    state text NOT NULL,
    recipients jsonb NOT NULL,
    reply_to jsonb,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    -- The same with every try.
    message_id text NOT NULL,
    in_reply_to text,
    reference_ids jsonb NOT NULL,
    -- Whether no person wrote it.
    automatic boolean NOT NULL,
    attachments jsonb NOT NULL,
    about_kind text,
    about_id uuid,
    -- The job that sends it.
    job_id uuid NOT NULL,
    attempts bigint NOT NULL,
    error text,
    next_at timestamptz,
    -- When its last words were about to go to the server, which answers only afterwards.
    handed_at timestamptz,
    sent_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX outgoing_mail_user_idx ON outgoing_mail (workspace_id, user_id, id);
CREATE INDEX outgoing_mail_state_idx ON outgoing_mail (workspace_id, state, id) WHERE state <> 'sent';
CREATE INDEX outgoing_mail_sent_at_idx ON outgoing_mail (sent_at) WHERE state = 'sent';
CREATE UNIQUE INDEX outgoing_mail_message_key ON outgoing_mail (workspace_id, message_id);
