import { i18n, type Messages } from '@lingui/core';
import { readStored, writeStored } from '@/lib/storage';
import shell from './en/shell.json';

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

let english: object = shell;
let translated: object = {};
let restLoaded = false;

function activate(language: string): void {
  i18n.loadAndActivate({ locale: language, messages: { ...english, ...translated } as Messages });
}

/** English at once, so that there are words before anything has loaded. */
export function startMessages(): void {
  activate('en');
}

/** The words of the pages before sign-in. */
export async function loadGateMessages(): Promise<void> {
  const { default: auth } = await import('./en/auth.json');
  english = { ...english, ...auth };
  activate(i18n.locale);
}

/** The words of the pages behind sign-in, which sign-in itself does not wait for. */
export async function loadAllMessages(): Promise<void> {
  if (restLoaded) return;
  const { en } = await import('./en');
  english = en;
  restLoaded = true;
  activate(i18n.locale);
}

/** The language of this browser, for who has not signed in yet. */
export function preferredLanguage(): Language {
  const stored = readStored('language', isLanguage);
  if (stored) return stored;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find(isLanguage) ?? 'en';
}

/** Switches the language. What it does not say yet appears in English. */
export async function activateLanguage(language: Language): Promise<void> {
  translated = (await translations[language]()).messages;
  activate(language);
  document.documentElement.lang = language;
  writeStored('language', language);
}
