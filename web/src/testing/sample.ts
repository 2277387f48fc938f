import type { Bootstrap, FieldMeta, KindMeta, Reach } from '@/api/types';

/** A field as the server describes it; only what a test is about has to be said. */
export function sampleField(key: string, rest: Partial<FieldMeta> = {}): FieldMeta {
  return {
    key,
    label: key,
    type: 'text',
    required: false,
    read_only: false,
    custom: false,
    filterable: true,
    sortable: true,
    searchable: true,
    aggregatable: false,
    operators: ['eq'],
    options: [],
    target: null,
    max_length: null,
    min: null,
    max: null,
    group: 'details',
    access: 'write',
    ...rest,
  };
}

export function sampleKind(key: string, plural: string, rest: Partial<KindMeta> = {}): KindMeta {
  const all: Reach = 'all';
  return {
    key,
    plural,
    label: key,
    label_plural: plural,
    icon: 'users',
    group: 'sell',
    title_fields: ['name'],
    subtitle_fields: [],
    default_columns: ['title'],
    default_sort: '-updated_at',
    create_fields: ['name', 'email'],
    capabilities: ['table', 'page', 'timeline', 'import', 'trash'],
    rights: { create: all, read: all, update: all, delete: all, export: all, assign: all },
    fields: [
      sampleField('name', { label: 'Name', required: true }),
      sampleField('email', { label: 'Email', type: 'email' }),
    ],
    ...rest,
  };
}

/** Ananya is signed in and may do everything. */
export function sampleBootstrap(kinds: KindMeta[]): Bootstrap {
  return {
    version: '0.1.0',
    setup: { needs_workspace: false, registration_open: false },
    event_id: null,
    me: {
      id: 'u1',
      name: 'Ananya Iyer',
      email: 'ananya@banyan.example',
      locale: 'en',
      time_zone: 'Asia/Kolkata',
      theme: 'system',
      avatar_hue: 295,
      picture: null,
      away_until: null,
      roles: [],
      is_admin: true,
      team_user_ids: ['u1'],
    },
    workspace: {
      id: 'w1',
      name: 'Banyan Works',
      currency: 'INR',
      time_zone: 'Asia/Kolkata',
      locale: 'en',
      fiscal_year_start: 4,
      logo: null,
    },
    users: [
      {
        id: 'u1',
        title: 'Ananya Iyer',
        email: 'ananya@banyan.example',
        status: 'active',
        avatar_hue: 295,
        picture: null,
      },
    ],
    teams: [],
    tags: [],
    pipelines: [],
    kinds,
  };
}
