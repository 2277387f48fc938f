-- The workspace's own stages of leads; without, those that the declaration names.

ALTER TABLE "workspace" ADD COLUMN lead_stages jsonb;
