-- Pictures of people and of the workspace: the names under which they lie in the blob store.
ALTER TABLE "workspace" ADD COLUMN logo text;
ALTER TABLE "workspace" ADD COLUMN logo_fold text;
ALTER TABLE "user" ADD COLUMN picture text;
ALTER TABLE "user" ADD COLUMN picture_fold text;
