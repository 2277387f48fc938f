import type { Bootstrap } from '@/api/types';
import { activateLanguage, isLanguage } from '@/i18n/languages';
import { useRegional } from '@/lib/regional';
import { useTheme } from '@/lib/theme';
import { i18n } from '@lingui/core';

/** Lets language, formats and theme follow who is signed in. Called before a page behind sign-in shows. */
export async function applyPerson({ me, workspace }: Bootstrap): Promise<void> {
  if (!me || !workspace) return;
  const language = me.locale.slice(0, 2);
  useRegional.setState({
    language: isLanguage(language) ? language : 'en',
    timeZone: me.time_zone || workspace.time_zone,
    currency: workspace.currency,
  });
  // A choice made in this browser is newer than what the server remembers.
  if (useTheme.getState().choice === 'system' && me.theme !== 'system') useTheme.getState().choose(me.theme);
  if (isLanguage(language) && language !== i18n.locale) await activateLanguage(language);
}
