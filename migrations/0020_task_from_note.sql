-- The note a task was made from. What it points to is cleared before it ends, by its declaration; a foreign
-- key cannot be added to a table that is there already on both engines.
ALTER TABLE "task" ADD COLUMN note_id uuid;
CREATE INDEX task_note_id_idx ON "task" (workspace_id, note_id, id) WHERE note_id IS NOT NULL;
