import { i18n, type Messages } from '@lingui/core';
import { readStored, writeStored } from '@/lib/storage';
import { en } from './en';

/** Each in its own words. */
export const languages = { en: 'English', hi: 'हिन्दी', de: 'Deutsch' } as const;

export type Language = keyof typeof languages;

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

const loaders: Record<Language, () => Promise<{ messages: object }>> = {
  en: () => Promise.resolve({ messages: {} }),
  hi: () => import('./hi'),
  de: () => import('./de'),
};

/** The language of this browser, for who has not signed in yet. */
export function preferredLanguage(): Language {
  const stored = readStored('language', isLanguage);
  if (stored) return stored;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find(isLanguage) ?? 'en';
}

/** Switches the language. What it does not say yet appears in English. */
export async function activateLanguage(language: Language): Promise<void> {
  const { messages } = await loaders[language]();
  i18n.loadAndActivate({ locale: language, messages: { ...en, ...messages } as Messages });
  document.documentElement.lang = language;
  writeStored('language', language);
}

/** English at once, so that there are words before anything has loaded. */
export function startMessages(): void {
  i18n.loadAndActivate({ locale: 'en', messages: { ...en } as Messages });
}
