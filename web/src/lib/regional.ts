import { create } from 'zustand';

/** How this person reads numbers and dates. The app fills it from the bootstrap. */
export interface Regional {
  /** Language of the UI: `en`, `hi`, `de`. */
  language: string;
  timeZone: string;
  /** Currency of the workspace. */
  currency: string;
}

export const useRegional = create<Regional>(() => ({
  language: 'en',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: 'USD',
}));

const homes: Record<string, string> = { INR: 'IN', USD: 'US', GBP: 'GB', AUD: 'AU', CAD: 'CA', EUR: 'IE' };

/**
 * The tag that Intl formats with. English alone would mean American dates and thousands by three;
 * the workspace's currency says which English is meant.
 */
export function formatLocale({ language, currency }: Pick<Regional, 'language' | 'currency'>): string {
  if (language.includes('-') || language === 'de') return language;
  if (language === 'hi') return 'hi-IN';
  const home = homes[currency];
  return home ? `${language}-${home}` : `${language}-GB`;
}
