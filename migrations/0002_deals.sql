-- Products, and the parts of deals: lines, contacts with roles, the history of stages.

CREATE TABLE "product" (
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
    sku text,
    sku_fold text,
    unit text,
    unit_fold text,
    price bigint,
    price_currency text,
    prices jsonb,
    tax_percent double precision,
    recurring text,
    active boolean,
    description text,
    description_fold text,
    tags jsonb,
    custom jsonb,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX product_sku_key ON "product" (workspace_id, sku_fold) WHERE deleted_at IS NULL;
CREATE INDEX product_trash_idx ON "product" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX product_updated_at_idx ON "product" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX product_created_at_idx ON "product" (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX product_title_fold_idx ON "product" (workspace_id, title_fold, id) WHERE deleted_at IS NULL;
CREATE INDEX product_price_idx ON "product" (workspace_id, price, id) WHERE deleted_at IS NULL;

CREATE TABLE "line_item" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    deal_id uuid,
    product_id uuid,
    description text,
    description_fold text,
    quantity double precision,
    unit_price bigint,
    unit_price_currency text,
    discount_percent double precision,
    tax_percent double precision,
    net bigint,
    net_currency text,
    tax bigint,
    tax_currency text,
    total bigint,
    total_currency text,
    position bigint,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES "deal" (workspace_id, id),
    FOREIGN KEY (workspace_id, product_id) REFERENCES "product" (workspace_id, id)
);
CREATE INDEX line_item_trash_idx ON "line_item" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX line_item_updated_at_idx ON "line_item" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX line_item_deal_id_idx ON "line_item" (workspace_id, deal_id, position, id) WHERE deal_id IS NOT NULL;
CREATE INDEX line_item_product_id_idx ON "line_item" (workspace_id, product_id, updated_at, id) WHERE product_id IS NOT NULL;

CREATE TABLE "deal_contact" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    deal_id uuid,
    contact_id uuid,
    role text,
    is_primary boolean,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES "deal" (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES "contact" (workspace_id, id)
);
CREATE UNIQUE INDEX deal_contact_key ON "deal_contact" (workspace_id, deal_id, contact_id) WHERE deleted_at IS NULL;
CREATE INDEX deal_contact_trash_idx ON "deal_contact" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX deal_contact_updated_at_idx ON "deal_contact" (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_contact_deal_id_idx ON "deal_contact" (workspace_id, deal_id, updated_at, id) WHERE deal_id IS NOT NULL;
CREATE INDEX deal_contact_contact_id_idx ON "deal_contact" (workspace_id, contact_id, updated_at, id) WHERE contact_id IS NOT NULL;

CREATE TABLE "stage_change" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    created_by uuid,
    deleted_at timestamptz,
    title text NOT NULL,
    title_fold text NOT NULL,
    deal_id uuid,
    pipeline_id uuid,
    from_stage_id uuid,
    to_stage_id uuid,
    at timestamptz,
    seconds bigint,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES "deal" (workspace_id, id),
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES "pipeline" (workspace_id, id),
    FOREIGN KEY (workspace_id, from_stage_id) REFERENCES "stage" (workspace_id, id),
    FOREIGN KEY (workspace_id, to_stage_id) REFERENCES "stage" (workspace_id, id)
);
CREATE INDEX stage_change_trash_idx ON "stage_change" (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX stage_change_at_idx ON "stage_change" (workspace_id, at, id) WHERE deleted_at IS NULL;
CREATE INDEX stage_change_deal_id_idx ON "stage_change" (workspace_id, deal_id, at, id) WHERE deal_id IS NOT NULL;

ALTER TABLE "deal" ADD COLUMN line_count bigint;
