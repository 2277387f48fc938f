-- Web forms, what was sent with them, and the addresses under which strangers find them.
CREATE TABLE "form" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    name text,
    name_fold text,
    slug text,
    slug_fold text,
    status text,
    heading text,
    heading_fold text,
    intro text,
    intro_fold text,
    questions jsonb,
    submit_label text,
    submit_label_fold text,
    language text,
    accent text,
    accent_fold text,
    consent_text text,
    consent_text_fold text,
    consent_required boolean,
    campaign_id uuid,
    source text,
    lead_owner_id uuid,
    auto_assign boolean,
    lead_tag_ids jsonb,
    duplicates text,
    after_submit text,
    message text,
    message_fold text,
    redirect_url text,
    redirect_url_fold text,
    allowed_origins jsonb,
    owner_id uuid,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES "campaign" (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_owner_id) REFERENCES "user" (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX form_trash_idx ON "form" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX form_updated_at_idx ON "form" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX form_created_at_idx ON "form" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX form_title_fold_idx ON "form" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX form_status_idx ON "form" (workspace_id, status, id) WHERE deleted_at IS NULL;
CREATE INDEX form_owner_id_idx ON "form" (workspace_id, owner_id, updated_at, id) WHERE owner_id IS NOT NULL;
CREATE INDEX form_campaign_id_idx ON "form" (workspace_id, campaign_id, id) WHERE campaign_id IS NOT NULL;
CREATE INDEX form_lead_owner_id_idx ON "form" (workspace_id, lead_owner_id, id) WHERE lead_owner_id IS NOT NULL;

CREATE TABLE "form_submission" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    name text,
    name_fold text,
    email text,
    email_fold text,
    form_id uuid,
    record_kind text,
    record_id uuid,
    outcome text,
    answers jsonb,
    consent boolean,
    consent_text text,
    consent_text_fold text,
    utm_source text,
    utm_source_fold text,
    utm_medium text,
    utm_medium_fold text,
    utm_campaign text,
    utm_campaign_fold text,
    referrer text,
    referrer_fold text,
    page text,
    page_fold text,
    token text,
    token_fold text,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, form_id) REFERENCES "form" (workspace_id, id)
);
CREATE UNIQUE INDEX form_submission_token_key ON "form_submission" (workspace_id, token_fold);
CREATE INDEX form_submission_trash_idx ON "form_submission" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX form_submission_updated_at_idx ON "form_submission" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX form_submission_created_at_idx ON "form_submission" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX form_submission_title_fold_idx ON "form_submission" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX form_submission_form_id_idx ON "form_submission" (workspace_id, form_id, created_at, id) WHERE form_id IS NOT NULL;
CREATE INDEX form_submission_record_idx ON "form_submission" (workspace_id, record_id, created_at, id) WHERE record_id IS NOT NULL;

-- The end of a public address says which workspace it belongs to, so it is unique over the installation.
CREATE TABLE public_address (
    workspace_id uuid NOT NULL,
    record_id uuid NOT NULL,
    kind text NOT NULL,
    slug text NOT NULL,
    PRIMARY KEY (workspace_id, record_id)
);
CREATE UNIQUE INDEX public_address_slug_key ON public_address (slug);
