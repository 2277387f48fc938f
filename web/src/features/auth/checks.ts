import type { Translate } from '@/i18n/t';

/** The server asks for as many. */
export const passwordLength = 10;

export function checkEmail(t: Translate, email: string): string | undefined {
  if (email.trim() === '') return t('auth.needs_value');
  // The server has the last word; this only catches what is plainly no address.
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? undefined : t('auth.needs_email');
}

export function checkText(t: Translate, text: string): string | undefined {
  return text.trim() === '' ? t('auth.needs_value') : undefined;
}

export function checkNewPassword(t: Translate, password: string): string | undefined {
  if (password === '') return t('auth.needs_value');
  if ([...password].length < passwordLength) return t('auth.password_short', { count: passwordLength });
  return undefined;
}
