-- Which kinds of records there were when a role's rights were last given, and when a note's text was changed.
ALTER TABLE "role" ADD COLUMN known_kinds jsonb;
ALTER TABLE "note" ADD COLUMN edited_at timestamptz;
