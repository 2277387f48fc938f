-- What calendars of other programs subscribe to: the feed of a person, or of a team with that person's rights.
-- Of the secret in its address there is a hash alone.
CREATE TABLE calendar_feed (
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL,
    of_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, user_id, of_id)
);
CREATE UNIQUE INDEX calendar_feed_token_key ON calendar_feed (workspace_id, token_hash);
