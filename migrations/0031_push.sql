-- Pushes to browsers. The key pair by which push services know a workspace; its secret half is sealed.
CREATE TABLE push_key (
    workspace_id uuid NOT NULL PRIMARY KEY,
    public_key text NOT NULL,
    secret text NOT NULL
);

-- The browsers that take pushes: each belongs to a session, and gets nothing after it has ended.
CREATE TABLE push_browser (
    workspace_id uuid NOT NULL,
    session_id uuid NOT NULL,
    user_id uuid NOT NULL,
    endpoint text NOT NULL,
    p256dh text NOT NULL,
    auth text NOT NULL,
    created_at timestamptz NOT NULL,
    succeeded_at timestamptz,
    failed_at timestamptz,
    trouble text,
    PRIMARY KEY (workspace_id, session_id)
);
CREATE INDEX push_browser_user_idx ON push_browser (workspace_id, user_id);
CREATE INDEX push_browser_endpoint_idx ON push_browser (workspace_id, endpoint);
