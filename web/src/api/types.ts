import type { TimelineMailEntry } from './timeline-mail';
/**
 * What the API answers. Records are described by the server's metadata, so their rows stay open;
 * the fixed endpoints have exact shapes.
 */

export type FieldType =
  | 'text'
  | 'long_text'
  | 'markdown'
  | 'email'
  | 'phone'
  | 'url'
  | 'integer'
  | 'number'
  | 'money'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'select'
  | 'multi_select'
  | 'reference'
  | 'references'
  | 'record'
  | 'text_list'
  | 'address'
  | 'json';

export type Operator =
  | 'eq'
  | 'ne'
  | 'contains'
  | 'not_contains'
  | 'starts_with'
  | 'ends_with'
  | 'in'
  | 'not_in'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'between'
  | 'before'
  | 'after'
  | 'on_or_before'
  | 'on_or_after'
  | 'in_last_days'
  | 'in_next_days'
  | 'has_any'
  | 'has_all'
  | 'has_none'
  | 'empty'
  | 'not_empty';

export type Action = 'create' | 'read' | 'update' | 'delete' | 'export' | 'assign';
export type Reach = 'none' | 'own' | 'team' | 'all';

export interface Money {
  /** Minor units. */
  amount: number;
  currency: string;
}

export interface Address {
  street?: string | null;
  city?: string | null;
  region?: string | null;
  postal_code?: string | null;
  country?: string | null;
}

/** A link to a record of any kind. */
export interface RecordLink {
  kind: string;
  id: string;
}

/** A record named by its title: an included reference, an actor, a stage. */
export interface Titled {
  id: string;
  title: string;
}

export interface RecordRow {
  id: string;
  version: number;
  title: string;
  created_at: string;
  updated_at: string;
  created_by: string | null;
  deleted_at?: string | null;
  [key: string]: unknown;
}

export interface PageCursors {
  next: string | null;
  previous: string | null;
}

export interface Page<Row = RecordRow> {
  data: Row[];
  page: PageCursors;
}

export interface FieldOption {
  value: string;
  label: string;
  color: string | null;
}

export interface FieldMeta {
  key: string;
  label: string;
  type: FieldType;
  required: boolean;
  read_only: boolean;
  custom: boolean;
  filterable: boolean;
  sortable: boolean;
  searchable: boolean;
  aggregatable: boolean;
  operators: Operator[];
  options: FieldOption[];
  /** The kind a reference points to. */
  target: string | null;
  max_length: number | null;
  min: number | null;
  max: number | null;
  group: string;
  access: 'write' | 'read';
  /** What a new record has where nothing is given, as text. */
  default?: string | null;
}

export type Capability =
  | 'table'
  | 'board'
  | 'page'
  | 'timeline'
  | 'search'
  | 'export'
  | 'import'
  | 'trash'
  | 'bulk'
  | 'custom_fields'
  | 'owner'
  | 'part'
  | 'tags';

export interface KindMeta {
  key: string;
  plural: string;
  label: string;
  label_plural: string;
  icon: string;
  group: 'sell' | 'serve' | 'work' | 'system';
  title_fields: string[];
  subtitle_fields: string[];
  default_columns: string[];
  default_sort: string;
  create_fields: string[];
  capabilities: Capability[];
  rights: Record<Action, Reach>;
  fields: FieldMeta[];
}

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface Role extends Titled {
  key: string;
}

export interface Me {
  id: string;
  name: string;
  email: string;
  locale: string;
  time_zone: string;
  theme: ThemeChoice;
  avatar_hue: number;
  /** The name of their picture. */
  picture: string | null;
  /** The last day of my absence. */
  away_until: string | null;
  roles: Role[];
  is_admin: boolean;
  /** Everybody in my teams, me included. */
  team_user_ids: string[];
}

export interface WorkspaceMeta {
  id: string;
  name: string;
  currency: string;
  time_zone: string;
  locale: string;
  /** The month in which the financial year begins, 1 to 12. */
  fiscal_year_start: number;
  /** The name of its picture. */
  logo: string | null;
}

export interface UserMeta extends Titled {
  email: string;
  status: 'invited' | 'active' | 'suspended';
  avatar_hue: number;
  picture: string | null;
}

export interface TagMeta extends Titled {
  color: string | null;
}

export interface StageMeta extends Titled {
  kind: 'open' | 'won' | 'lost';
  probability: number;
  color: string | null;
  position: number;
  /** After how many days a deal that stays in it is marked. */
  rotting_days?: number | null;
}

export interface PipelineMeta extends Titled {
  is_default: boolean;
  stages: StageMeta[];
}

export interface Bootstrap {
  version: string;
  setup: { needs_workspace: boolean; registration_open: boolean };
  /** What happened after this event is not in here. */
  event_id: string | null;
  me: Me | null;
  workspace: WorkspaceMeta | null;
  users: UserMeta[];
  teams: Titled[];
  tags: TagMeta[];
  pipelines: PipelineMeta[];
  kinds: KindMeta[];
}

export interface FieldChange {
  field: string;
  /** A reference is `{id, title}`. */
  old: unknown;
  new: unknown;
}

interface TimelineBase {
  id: string;
  at: string;
  actor: Titled | null;
}

export interface TimelineRecordEntry extends TimelineBase {
  type: 'note' | 'task' | 'interaction' | 'file';
  record: RecordRow;
  /** How many answers a note has and the last of them. Absent without any, and where it is `pinned` on top. */
  answers?: { count: number; data: RecordRow[] };
  pinned?: true;
}

export interface TimelineChangeEntry extends TimelineBase {
  type: 'change';
  op: 'create' | 'update' | 'delete' | 'restore';
  changes: FieldChange[];
}

export type TimelineEntry = TimelineRecordEntry | TimelineChangeEntry | TimelineMailEntry;

export interface RelatedGroup {
  kind: string;
  field: string;
  count: number;
  approximate: boolean;
  /** The first five, newest first. */
  records: RecordRow[];
}

export interface AccessEntry {
  user: Titled;
  actions: Action[];
  because: string;
}

export interface AggregateRow {
  group: string | null;
  count?: number;
  /** `sum_<field>` and `avg_<field>`; sums of money are lists. */
  [measure: string]: unknown;
}

export interface Aggregate {
  data: AggregateRow[];
  approximate: boolean;
}
