-- The foundation: workspaces, people, records and what keeps them.
--
-- Written in PostgreSQL's words; for SQLite the type names are mapped and tables become STRICT.
-- `-- engine: sqlite`, `-- engine: postgres` and `-- engine: both` say for whom the lines below are.
--
-- Every key begins with workspace_id, so that no reference can point into another workspace.
-- Lists sorted by a column that may be empty read the empty rows and the others apart, each as one
-- range of the same index, so that the engines' different places for nulls do not matter. Indexes
-- of references, which serve no sorts, leave the empty rows out.
-- Indexes on references hold trashed rows too, so that the foreign keys they belong to are checked
-- without a scan when a record is purged.

-- Workspaces
CREATE TABLE "workspace" (
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
    currency text,
    currency_fold text,
    time_zone text,
    time_zone_fold text,
    country text,
    country_fold text,
    locale text,
    fiscal_year_start bigint,
    address jsonb,
    tax_number text,
    tax_number_fold text,
    open_registration boolean,
    sample_data boolean,
    PRIMARY KEY (workspace_id, id)
);

-- Roles
CREATE TABLE "role" (
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
    key text,
    key_fold text,
    description text,
    description_fold text,
    grants jsonb,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX role_name_key ON "role" (workspace_id, name_fold) WHERE deleted_at IS NULL;

-- Users
CREATE TABLE "user" (
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
    status text,
    role_ids jsonb,
    team_ids jsonb,
    job_title text,
    job_title_fold text,
    phone text,
    phone_fold text,
    locale text,
    time_zone text,
    time_zone_fold text,
    theme text,
    avatar_hue bigint,
    working_hours jsonb,
    away_until date,
    last_login_at timestamptz,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX user_email_key ON "user" (workspace_id, email_fold) WHERE deleted_at IS NULL;

-- Teams
CREATE TABLE "team" (
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
    manager_id uuid,
    description text,
    description_fold text,
    takes_leads boolean,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, manager_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX team_name_key ON "team" (workspace_id, name_fold) WHERE deleted_at IS NULL;

-- Tags
CREATE TABLE "tag" (
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
    color text,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX tag_name_key ON "tag" (workspace_id, name_fold) WHERE deleted_at IS NULL;

-- Custom fields
CREATE TABLE "custom_field" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    record_kind text,
    record_kind_fold text,
    key text,
    key_fold text,
    label text,
    label_fold text,
    type text,
    options jsonb,
    target text,
    target_fold text,
    required boolean,
    position bigint,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX custom_field_key_key ON "custom_field" (workspace_id, record_kind_fold, key_fold) WHERE deleted_at IS NULL;

-- Views
CREATE TABLE "view" (
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
    record_kind text,
    record_kind_fold text,
    visibility text,
    locked boolean,
    position bigint,
    state jsonb,
    owner_id uuid,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);

-- Pipelines
CREATE TABLE "pipeline" (
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
    is_default boolean,
    position bigint,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX pipeline_name_key ON "pipeline" (workspace_id, name_fold) WHERE deleted_at IS NULL;

-- Stages
CREATE TABLE "stage" (
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
    pipeline_id uuid,
    position bigint,
    probability bigint,
    kind text,
    rotting_days bigint,
    color text,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES "pipeline" (workspace_id, id)
);
CREATE UNIQUE INDEX stage_name_key ON "stage" (workspace_id, pipeline_id, name_fold) WHERE deleted_at IS NULL;

-- Companies
CREATE TABLE "company" (
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
    domain text,
    domain_fold text,
    website text,
    website_fold text,
    industry text,
    size_band text,
    annual_revenue bigint,
    annual_revenue_currency text,
    phone text,
    phone_fold text,
    address jsonb,
    parent_id uuid,
    owner_id uuid,
    lifecycle text,
    source text,
    description text,
    description_fold text,
    tags jsonb,
    custom jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, parent_id) REFERENCES "company" (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX company_trash_idx ON "company" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX company_updated_at_idx ON "company" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX company_created_at_idx ON "company" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX company_title_fold_idx ON "company" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX company_domain_idx ON "company" (workspace_id, domain_fold) WHERE deleted_at IS NULL AND domain_fold IS NOT NULL;
CREATE INDEX company_annual_revenue_idx ON "company" (workspace_id, annual_revenue, id) WHERE deleted_at IS NULL;
CREATE INDEX company_phone_idx ON "company" (workspace_id, phone_fold) WHERE deleted_at IS NULL AND phone_fold IS NOT NULL;
CREATE INDEX company_parent_id_idx ON "company" (workspace_id, parent_id, updated_at, id) WHERE parent_id IS NOT NULL;
CREATE INDEX company_owner_id_idx ON "company" (workspace_id, owner_id, updated_at, id) WHERE owner_id IS NOT NULL;
CREATE INDEX company_lifecycle_updated_idx ON "company" (workspace_id, lifecycle, updated_at, id) WHERE deleted_at IS NULL;

-- Contacts
CREATE TABLE "contact" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    first_name text,
    first_name_fold text,
    last_name text,
    last_name_fold text,
    email text,
    email_fold text,
    other_emails jsonb,
    phone text,
    phone_fold text,
    other_phones jsonb,
    job_title text,
    job_title_fold text,
    company_id uuid,
    address jsonb,
    owner_id uuid,
    lifecycle text,
    status text,
    source text,
    birthday date,
    last_contacted_at timestamptz,
    next_action_at timestamptz,
    description text,
    description_fold text,
    language text,
    channel text,
    interests jsonb,
    email_consent text,
    email_consent_at timestamptz,
    email_consent_source text,
    email_consent_source_fold text,
    sms_consent text,
    sms_consent_at timestamptz,
    sms_consent_source text,
    sms_consent_source_fold text,
    phone_consent text,
    phone_consent_at timestamptz,
    phone_consent_source text,
    phone_consent_source_fold text,
    tags jsonb,
    custom jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, company_id) REFERENCES "company" (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX contact_trash_idx ON "contact" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX contact_updated_at_idx ON "contact" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_created_at_idx ON "contact" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_title_fold_idx ON "contact" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_email_fold_idx ON "contact" (workspace_id, email_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_phone_idx ON "contact" (workspace_id, phone_fold) WHERE deleted_at IS NULL AND phone_fold IS NOT NULL;
CREATE INDEX contact_company_id_idx ON "contact" (workspace_id, company_id, updated_at, id) WHERE company_id IS NOT NULL;
CREATE INDEX contact_owner_id_idx ON "contact" (workspace_id, owner_id, updated_at, id) WHERE owner_id IS NOT NULL;
CREATE INDEX contact_lifecycle_updated_idx ON "contact" (workspace_id, lifecycle, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_last_contacted_at_idx ON "contact" (workspace_id, last_contacted_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_next_action_at_idx ON "contact" (workspace_id, next_action_at, id) WHERE deleted_at IS NULL;

-- Campaigns
CREATE TABLE "campaign" (
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
    code text,
    code_fold text,
    description text,
    description_fold text,
    business_unit text,
    business_unit_fold text,
    objective text,
    objective_fold text,
    channel text,
    audience_segment text,
    audience_segment_fold text,
    product_line text,
    product_line_fold text,
    starts_on date,
    ends_on date,
    planned_leads bigint,
    budget bigint,
    budget_currency text,
    expected_spend bigint,
    expected_spend_currency text,
    actual_spend bigint,
    actual_spend_currency text,
    owner_id uuid,
    team_ids jsonb,
    status text,
    priority text,
    compliance_checklist jsonb,
    external_campaign_id text,
    external_campaign_id_fold text,
    utm_source text,
    utm_source_fold text,
    utm_medium text,
    utm_medium_fold text,
    utm_campaign text,
    utm_campaign_fold text,
    is_general boolean,
    tags jsonb,
    custom jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX campaign_code_key ON "campaign" (workspace_id, code_fold) WHERE deleted_at IS NULL;
CREATE INDEX campaign_trash_idx ON "campaign" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX campaign_updated_at_idx ON "campaign" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX campaign_created_at_idx ON "campaign" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX campaign_title_fold_idx ON "campaign" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX campaign_starts_on_idx ON "campaign" (workspace_id, starts_on, id) WHERE deleted_at IS NULL;
CREATE INDEX campaign_ends_on_idx ON "campaign" (workspace_id, ends_on, id) WHERE deleted_at IS NULL;
CREATE INDEX campaign_budget_idx ON "campaign" (workspace_id, budget, id) WHERE deleted_at IS NULL;
CREATE INDEX campaign_status_idx ON "campaign" (workspace_id, status, id) WHERE deleted_at IS NULL;
CREATE INDEX campaign_owner_id_idx ON "campaign" (workspace_id, owner_id, updated_at, id) WHERE owner_id IS NOT NULL;

-- Deals
CREATE TABLE "deal" (
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
    company_id uuid,
    contact_id uuid,
    pipeline_id uuid,
    stage_id uuid,
    amount bigint,
    amount_currency text,
    probability bigint,
    weighted_amount bigint,
    weighted_amount_currency text,
    expected_close_on date,
    status text,
    closed_at timestamptz,
    stage_since timestamptz,
    lost_reason text,
    lost_reason_fold text,
    owner_id uuid,
    source text,
    campaign_id uuid,
    next_step text,
    next_step_fold text,
    competitors jsonb,
    position text,
    position_fold text,
    last_contacted_at timestamptz,
    next_action_at timestamptz,
    description text,
    description_fold text,
    tags jsonb,
    custom jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, company_id) REFERENCES "company" (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES "contact" (workspace_id, id),
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES "pipeline" (workspace_id, id),
    FOREIGN KEY (workspace_id, stage_id) REFERENCES "stage" (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES "campaign" (workspace_id, id)
);
CREATE INDEX deal_trash_idx ON "deal" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX deal_updated_at_idx ON "deal" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_created_at_idx ON "deal" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_title_fold_idx ON "deal" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_company_id_idx ON "deal" (workspace_id, company_id, updated_at, id) WHERE company_id IS NOT NULL;
CREATE INDEX deal_contact_id_idx ON "deal" (workspace_id, contact_id, updated_at, id) WHERE contact_id IS NOT NULL;
CREATE INDEX deal_pipeline_id_idx ON "deal" (workspace_id, pipeline_id, updated_at, id) WHERE pipeline_id IS NOT NULL;
CREATE INDEX deal_stage_id_idx ON "deal" (workspace_id, stage_id, updated_at, id) WHERE stage_id IS NOT NULL;
CREATE INDEX deal_amount_idx ON "deal" (workspace_id, amount, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_probability_idx ON "deal" (workspace_id, probability, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_weighted_amount_idx ON "deal" (workspace_id, weighted_amount, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_expected_close_on_idx ON "deal" (workspace_id, expected_close_on, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_status_updated_idx ON "deal" (workspace_id, status, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_closed_at_idx ON "deal" (workspace_id, closed_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_stage_since_idx ON "deal" (workspace_id, stage_since, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_owner_id_idx ON "deal" (workspace_id, owner_id, updated_at, id) WHERE owner_id IS NOT NULL;
-- A column of the board.
CREATE INDEX deal_position_idx ON "deal" (workspace_id, stage_id, position_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_campaign_id_idx ON "deal" (workspace_id, campaign_id, updated_at, id) WHERE campaign_id IS NOT NULL;
CREATE INDEX deal_last_contacted_at_idx ON "deal" (workspace_id, last_contacted_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_next_action_at_idx ON "deal" (workspace_id, next_action_at, id) WHERE deleted_at IS NULL;

-- Leads
CREATE TABLE "lead" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    first_name text,
    first_name_fold text,
    last_name text,
    last_name_fold text,
    company_name text,
    company_name_fold text,
    job_title text,
    job_title_fold text,
    email text,
    email_fold text,
    phone text,
    phone_fold text,
    location text,
    location_fold text,
    industry text,
    region text,
    region_fold text,
    source text,
    campaign_id uuid,
    contact_id uuid,
    stage text,
    score bigint,
    temperature text,
    status_reason text,
    status_reason_fold text,
    owner_id uuid,
    auto_assign boolean,
    last_contacted_at timestamptz,
    next_action_at timestamptz,
    description text,
    description_fold text,
    budget text,
    budget_note text,
    budget_note_fold text,
    authority text,
    authority_note text,
    authority_note_fold text,
    need text,
    need_note text,
    need_note_fold text,
    timeline text,
    timeline_note text,
    timeline_note_fold text,
    interested_products jsonb,
    consent text,
    utm_source text,
    utm_source_fold text,
    utm_medium text,
    utm_medium_fold text,
    utm_campaign text,
    utm_campaign_fold text,
    do_not_disturb boolean,
    status text,
    converted_at timestamptz,
    converted_contact_id uuid,
    converted_company_id uuid,
    deal_id uuid,
    conversion jsonb,
    tags jsonb,
    custom jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES "campaign" (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES "contact" (workspace_id, id),
    FOREIGN KEY (workspace_id, converted_contact_id) REFERENCES "contact" (workspace_id, id),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES "deal" (workspace_id, id),
    FOREIGN KEY (workspace_id, converted_company_id) REFERENCES "company" (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX lead_trash_idx ON "lead" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX lead_updated_at_idx ON "lead" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_created_at_idx ON "lead" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_title_fold_idx ON "lead" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_company_name_fold_idx ON "lead" (workspace_id, company_name_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_email_fold_idx ON "lead" (workspace_id, email_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_phone_idx ON "lead" (workspace_id, phone_fold) WHERE deleted_at IS NULL AND phone_fold IS NOT NULL;
CREATE INDEX lead_campaign_id_idx ON "lead" (workspace_id, campaign_id, updated_at, id) WHERE campaign_id IS NOT NULL;
CREATE INDEX lead_status_idx ON "lead" (workspace_id, status, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_converted_at_idx ON "lead" (workspace_id, converted_at, id)
    WHERE deleted_at IS NULL AND converted_at IS NOT NULL;
CREATE INDEX lead_converted_contact_id_idx ON "lead" (workspace_id, converted_contact_id, updated_at, id)
    WHERE converted_contact_id IS NOT NULL;
CREATE INDEX lead_converted_company_id_idx ON "lead" (workspace_id, converted_company_id, updated_at, id)
    WHERE converted_company_id IS NOT NULL;
CREATE INDEX lead_deal_id_idx ON "lead" (workspace_id, deal_id, updated_at, id) WHERE deal_id IS NOT NULL;
CREATE INDEX lead_contact_id_idx ON "lead" (workspace_id, contact_id, updated_at, id) WHERE contact_id IS NOT NULL;
CREATE INDEX lead_stage_idx ON "lead" (workspace_id, stage, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_stage_updated_idx ON "lead" (workspace_id, stage, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_score_idx ON "lead" (workspace_id, score, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_owner_id_idx ON "lead" (workspace_id, owner_id, updated_at, id) WHERE owner_id IS NOT NULL;
CREATE INDEX lead_last_contacted_at_idx ON "lead" (workspace_id, last_contacted_at, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_next_action_at_idx ON "lead" (workspace_id, next_action_at, id) WHERE deleted_at IS NULL;

-- Tasks
CREATE TABLE "task" (
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
    description text,
    description_fold text,
    kind text,
    due_at timestamptz,
    reminder_at timestamptz,
    priority text,
    status text,
    completed_at timestamptz,
    assignee_id uuid,
    follower_ids jsonb,
    checklist jsonb,
    record_kind text,
    record_id uuid,
    tags jsonb,
    custom jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, assignee_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX task_trash_idx ON "task" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX task_updated_at_idx ON "task" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX task_created_at_idx ON "task" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX task_title_fold_idx ON "task" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX task_due_at_idx ON "task" (workspace_id, due_at, id) WHERE deleted_at IS NULL;
CREATE INDEX task_status_idx ON "task" (workspace_id, status, id) WHERE deleted_at IS NULL;
CREATE INDEX task_status_updated_idx ON "task" (workspace_id, status, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX task_completed_at_idx ON "task" (workspace_id, completed_at, id) WHERE deleted_at IS NULL;
CREATE INDEX task_assignee_id_idx ON "task" (workspace_id, assignee_id, updated_at, id) WHERE assignee_id IS NOT NULL;
CREATE INDEX task_record_idx ON "task" (workspace_id, record_kind, record_id, created_at, id) WHERE deleted_at IS NULL;

-- Interactions
CREATE TABLE "interaction" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    kind text,
    direction text,
    subject text,
    subject_fold text,
    summary text,
    summary_fold text,
    occurred_at timestamptz,
    duration_minutes bigint,
    outcome text,
    participant_ids jsonb,
    owner_id uuid,
    contact_id uuid,
    company_id uuid,
    lead_id uuid,
    deal_id uuid,
    tags jsonb,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES "contact" (workspace_id, id),
    FOREIGN KEY (workspace_id, company_id) REFERENCES "company" (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES "lead" (workspace_id, id),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES "deal" (workspace_id, id)
);
CREATE INDEX interaction_trash_idx ON "interaction" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX interaction_updated_at_idx ON "interaction" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX interaction_created_at_idx ON "interaction" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX interaction_title_fold_idx ON "interaction" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX interaction_occurred_at_idx ON "interaction" (workspace_id, occurred_at, id) WHERE deleted_at IS NULL;
CREATE INDEX interaction_owner_id_idx ON "interaction" (workspace_id, owner_id, updated_at, id) WHERE owner_id IS NOT NULL;
CREATE INDEX interaction_contact_id_idx ON "interaction" (workspace_id, contact_id, updated_at, id) WHERE contact_id IS NOT NULL;
CREATE INDEX interaction_company_id_idx ON "interaction" (workspace_id, company_id, updated_at, id) WHERE company_id IS NOT NULL;
CREATE INDEX interaction_lead_id_idx ON "interaction" (workspace_id, lead_id, updated_at, id) WHERE lead_id IS NOT NULL;
CREATE INDEX interaction_deal_id_idx ON "interaction" (workspace_id, deal_id, updated_at, id) WHERE deal_id IS NOT NULL;

-- Notes
CREATE TABLE "note" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    body text,
    body_fold text,
    record_kind text,
    record_id uuid,
    parent_id uuid,
    pinned boolean,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, parent_id) REFERENCES "note" (workspace_id, id)
);
CREATE INDEX note_trash_idx ON "note" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX note_updated_at_idx ON "note" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX note_created_at_idx ON "note" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX note_title_fold_idx ON "note" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX note_record_idx ON "note" (workspace_id, record_kind, record_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX note_parent_id_idx ON "note" (workspace_id, parent_id, updated_at, id) WHERE parent_id IS NOT NULL;

-- Kith's own tables

CREATE TABLE login (
    user_id uuid NOT NULL PRIMARY KEY,
    workspace_id uuid NOT NULL,
    email text NOT NULL,
    password_hash text
);
CREATE UNIQUE INDEX login_email_key ON login (email);

CREATE TABLE session (
    id uuid NOT NULL PRIMARY KEY,
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL,
    refresh_hash bytea NOT NULL,
    previous_hash bytea,
    device text NOT NULL,
    address text NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX session_user_idx ON session (workspace_id, user_id, last_used_at);
CREATE UNIQUE INDEX session_refresh_key ON session (refresh_hash);
CREATE INDEX session_previous_idx ON session (previous_hash) WHERE previous_hash IS NOT NULL;

CREATE TABLE mail_token (
    hash bytea NOT NULL PRIMARY KEY,
    purpose text NOT NULL,
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX mail_token_user_idx ON mail_token (workspace_id, user_id, purpose);

CREATE TABLE signing_key (
    id uuid NOT NULL PRIMARY KEY,
    secret bytea NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz
);

CREATE TABLE throttle (
    key text NOT NULL PRIMARY KEY,
    count bigint NOT NULL,
    window_start timestamptz NOT NULL
);

-- Whose turn it is, where work is handed out in turns.
CREATE TABLE turn (
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (workspace_id, name)
);

CREATE TABLE idempotency (
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status bigint NOT NULL,
    body bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, user_id, key)
);
CREATE INDEX idempotency_created_idx ON idempotency (created_at);

CREATE TABLE job (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    payload jsonb NOT NULL,
    user_id uuid,
    status text NOT NULL,
    run_at timestamptz NOT NULL,
    attempts bigint NOT NULL,
    max_attempts bigint NOT NULL,
    total bigint,
    done bigint NOT NULL,
    failed bigint NOT NULL,
    result jsonb,
    error text,
    cancel_requested boolean NOT NULL,
    worker text,
    lease_until timestamptz,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    undo_until timestamptz,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX job_waiting_idx ON job (run_at) WHERE status = 'queued';
CREATE INDEX job_running_idx ON job (lease_until) WHERE status = 'running';
CREATE INDEX job_created_idx ON job (workspace_id, created_at, id);

CREATE TABLE upload (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE audit (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    actor_id uuid,
    job_id uuid,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    record_title text NOT NULL,
    op text NOT NULL,
    changes jsonb NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX audit_record_idx ON audit (workspace_id, kind, record_id, id);
CREATE INDEX audit_actor_idx ON audit (workspace_id, actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_job_idx ON audit (workspace_id, job_id, id) WHERE job_id IS NOT NULL;

-- Events for whoever follows changes. `seq` orders them; its key is the one that is not led by
-- workspace_id, since readers follow all workspaces in one pass.
-- engine: sqlite
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL,
    op TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed TEXT NOT NULL,
    actor_id BLOB
) STRICT;
-- engine: postgres
CREATE TABLE outbox (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    op text NOT NULL,
    version bigint NOT NULL,
    changed jsonb NOT NULL,
    actor_id uuid
);
-- engine: both

CREATE TABLE counter (
    workspace_id uuid NOT NULL,
    kind text NOT NULL,
    field text NOT NULL,
    value text NOT NULL,
    owner_id uuid NOT NULL,
    currency text NOT NULL,
    measure text NOT NULL,
    shard bigint NOT NULL,
    n bigint NOT NULL,
    sum bigint NOT NULL,
    PRIMARY KEY (workspace_id, kind, field, value, owner_id, currency, measure, shard)
-- engine: sqlite
) STRICT, WITHOUT ROWID;
-- engine: postgres
);
-- engine: both

-- Search: one row of folded words per live record, and a dictionary of title words under the keys
-- by which a mistyped word finds them. SQLite keeps the words in search_fts, whose rows are numbered
-- like those of search_doc and written beside them; PostgreSQL's index is made from `terms`. Every word
-- begins with the mark of its workspace and kind, which counts as a character of a prefix.
-- engine: sqlite
CREATE TABLE search_doc (
    -- Named, since VACUUM renumbers rows whose number has no name, and search_fts goes by it.
    rid INTEGER PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL,
    owner_id BLOB,
    title TEXT NOT NULL,
    title_terms TEXT NOT NULL,
    terms TEXT NOT NULL,
    UNIQUE (workspace_id, record_id)
) STRICT;
-- Rows of search_fts that no row of search_doc names any more.
CREATE TABLE search_stale (
    rid INTEGER PRIMARY KEY
) STRICT;
-- engine: postgres
CREATE TABLE search_doc (
    workspace_id uuid NOT NULL,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    owner_id uuid,
    title text NOT NULL,
    title_terms text NOT NULL,
    terms text NOT NULL,
    PRIMARY KEY (workspace_id, record_id)
);
-- engine: both
CREATE TABLE search_typo (
    workspace_id uuid NOT NULL,
    key text NOT NULL,
    term text NOT NULL,
    PRIMARY KEY (workspace_id, key, term)
-- engine: sqlite
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search_fts USING fts5 (
    terms,
    content = '',
    contentless_delete = 1,
    detail = none,
    prefix = '3 4',
    tokenize = "unicode61 categories 'L* N* Co M*' remove_diacritics 0"
);
-- engine: postgres
);
ALTER TABLE search_doc ADD COLUMN tsv tsvector
    GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(terms, ' '), ''))) STORED;
CREATE INDEX search_doc_tsv_idx ON search_doc USING gin (tsv) WITH (fastupdate = off);
-- engine: both
