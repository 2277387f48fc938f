-- What a merge of tickets moved, and the ticket that an interaction was about. What that points to is cleared
-- before it ends, by its declaration.
ALTER TABLE "ticket" ADD COLUMN merge jsonb;
ALTER TABLE "ticket" ADD COLUMN merged_tickets bigint;
ALTER TABLE "interaction" ADD COLUMN ticket_id uuid;
CREATE INDEX interaction_ticket_id_idx ON "interaction" (workspace_id, ticket_id, updated_at, id)
WHERE ticket_id IS NOT NULL;
