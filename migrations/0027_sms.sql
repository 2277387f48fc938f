-- Text messages. They go out through the queue of mails.
ALTER TABLE outgoing_mail ADD COLUMN channel text NOT NULL DEFAULT 'mail';

-- Who carries them; its token is sealed.
CREATE TABLE sms_channel (
    workspace_id uuid NOT NULL PRIMARY KEY,
    service text NOT NULL,
    address text NOT NULL,
    account text NOT NULL,
    sender text NOT NULL,
    secret text NOT NULL,
    updated_at timestamptz NOT NULL
);

-- Numbers that want none, whichever records they stand in, now or later.
CREATE TABLE sms_opt_out (
    workspace_id uuid NOT NULL,
    phone text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, phone)
);

-- Messages that have come, so that each is taken once.
CREATE TABLE sms_received (
    workspace_id uuid NOT NULL,
    source_key text NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX sms_received_source_key ON sms_received (workspace_id, source_key);
CREATE INDEX sms_received_at_idx ON sms_received (received_at);
