-- What a form is for, and where its tickets go. What those point to is cleared before it ends, by its declaration.
ALTER TABLE "form" ADD COLUMN purpose text;
ALTER TABLE "form" ADD COLUMN ticket_assignee_id uuid;
ALTER TABLE "form" ADD COLUMN ticket_team_id uuid;
UPDATE "form" SET purpose = 'lead';
