import type { Messages } from '@lingui/core';
import { readStored, writeStored } from '@/lib/storage';
import { speak } from './catalogue';

/** Each in its own words. */
export const languages = { en: 'English', hi: 'हिन्दी', de: 'Deutsch' } as const;

export type Language = keyof typeof languages;

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

const translations: Record<Language, () => Promise<{ messages: object }>> = {
  en: () => Promise.resolve({ messages: {} }),
  hi: () => import('./hi'),
  de: () => import('./de'),
};

/** English at once, so that there are words before anything has loaded. */
export function startMessages(): void {
  speak('en', {});
}

/** The language of this browser, for who has not signed in yet. */
export function preferredLanguage(): Language {
  const stored = readStored('language', isLanguage);
  if (stored) return stored;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find(isLanguage) ?? 'en';
}

/** Switches the language. */
export async function activateLanguage(language: Language): Promise<void> {
  speak(language, (await translations[language]()).messages as Messages);
  document.documentElement.lang = language;
  writeStored('language', language);
}
