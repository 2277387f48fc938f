const scoringTabs = ['rules', 'learnt'] as const;
export type ScoringTab = (typeof scoringTabs)[number];

/** Which part of the scoring settings an address asks for. */
export function readScoringTab(search: Record<string, unknown>): { tab?: ScoringTab } {
  const tab = scoringTabs.find((known) => known === search['tab']);
  return tab ? { tab } : {};
}
