import { i18n, type Messages } from '@lingui/core';

/** English, as far as code that says it has loaded. */
const english: Messages = {};
/** All that the chosen language says. */
let translated: Messages = {};

/** Each module that says something brings the words of its area with it (see scripts/messages.ts). */
export function addWords(words: Messages): void {
  Object.assign(english, words);
  if (i18n.locale) i18n.load(i18n.locale, { ...words, ...translated });
}

/** What the language does not say appears in English. */
export function speak(language: string, translation: Messages): void {
  translated = translation;
  i18n.loadAndActivate({ locale: language, messages: { ...english, ...translated } });
}
