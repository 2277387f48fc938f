/** Every query key. A kind is named by its plural, as in the paths. */
export const keys = {
  bootstrap: ['bootstrap'] as const,
  kind: (plural: string) => [plural] as const,
  lists: (plural: string) => [plural, 'list'] as const,
  list: (plural: string, query: object) => [plural, 'list', query] as const,
  aggregate: (plural: string, query: object) => [plural, 'aggregate', query] as const,
  one: (plural: string, id: string) => [plural, 'one', id] as const,
  timeline: (plural: string, id: string, types: string) => [plural, 'timeline', id, types] as const,
  related: (plural: string, id: string) => [plural, 'related', id] as const,
  access: (plural: string, id: string) => [plural, 'access', id] as const,
  search: (query: string, kinds: string) => ['search', query, kinds] as const,
  activity: (query: object) => ['activity', query] as const,
  dashboard: ['dashboard'] as const,
  job: (id: string) => ['jobs', 'one', id] as const,
  workspace: ['workspace'] as const,
  sessions: ['sessions'] as const,
  invitation: (token: string) => ['invitation', token] as const,
};
