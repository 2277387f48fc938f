import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import { fieldErrorText } from '@/i18n/field-error';
import { t } from '@/i18n/t';

/** Why something did not work, in words for a person. */
export function failureText(error: unknown): string {
  if (error instanceof OfflineError) return t('error.offline.title');
  if (!isProblem(error)) return t('error.unexpected.title');
  const [first] = error.errors;
  if (first) return fieldErrorText(first);
  if (error.status === 403) return t('error.forbidden.title');
  if (error.status === 404) return t('records.failure.gone');
  if (error.status === 429) return t('error.too_many', { seconds: error.retryAfter ?? 1 });
  return error.message;
}
