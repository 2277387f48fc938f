-- How people want to be told, whether a notification is shown in the app, and how it is still to be mailed.
ALTER TABLE "user" ADD COLUMN notify_by jsonb;
ALTER TABLE "notification" ADD COLUMN quiet boolean;
ALTER TABLE "notification" ADD COLUMN mail text;
CREATE INDEX notification_mail_idx ON "notification" (workspace_id, mail, user_id, created_at, id)
WHERE mail IS NOT NULL AND deleted_at IS NULL;
-- Who reacted how to a note.
ALTER TABLE "note" ADD COLUMN reactions jsonb;
