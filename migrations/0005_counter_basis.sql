-- By which declarations and which time zone's days a workspace's counters are kept; where either has
-- changed they are counted anew.
CREATE TABLE counter_basis (
    workspace_id uuid NOT NULL PRIMARY KEY,
    declared text NOT NULL,
    time_zone text NOT NULL
);
