import { i18n } from '@lingui/core';
import { useSyncExternalStore } from 'react';
import type { MessageId } from './en';

export type Translate = (id: MessageId, values?: Record<string, string | number>) => string;

/** For places outside components. A component uses `useT`, which renders again when the language changes. */
export const t: Translate = (id, values) => i18n._(id, values);

const subscribe = (changed: () => void) => i18n.on('change', changed);

// A new function per language, so that memoised work that depends on `t` is done again.
const byLanguage = new Map<string, Translate>();

function current(): Translate {
  let translate = byLanguage.get(i18n.locale);
  if (!translate) {
    translate = (id, values) => i18n._(id, values);
    byLanguage.set(i18n.locale, translate);
  }
  return translate;
}

export function useT(): Translate {
  return useSyncExternalStore(subscribe, current);
}
