-- Following the outbox.
--
-- `was` holds what decided before a change who reaches the record (its owner, what it hangs on),
-- where the change touched that: whoever could read it until then is told that it is gone.
ALTER TABLE outbox ADD COLUMN was jsonb;

-- Numbers of a sequence are given out when a row is written and seen when its transaction commits,
-- so on PostgreSQL a row can appear below one that was read before. Readers go by the transaction
-- instead: they ask for what was not visible in the snapshot they read last.
-- engine: postgres
ALTER TABLE outbox ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX outbox_xid_idx ON outbox (xid);
-- engine: both
