-- What other currencies are worth in the workspace's, from a day on.
CREATE TABLE "exchange_rate" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    currency text,
    currency_fold text,
    starts_on date,
    rate double precision,
    base text,
    base_fold text,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX exchange_rate_key ON "exchange_rate" (workspace_id, base, currency, starts_on)
    WHERE deleted_at IS NULL;
