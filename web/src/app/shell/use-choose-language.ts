import { useQueryClient } from '@tanstack/react-query';
import { bootstrapQuery } from '@/api/bootstrap';
import { api } from '@/api/client';
import { activateLanguage, type Language } from '@/i18n/languages';

/** Changes the words at once and keeps the choice with the person. */
export function useChooseLanguage(): (language: Language) => void {
  const client = useQueryClient();
  return (locale) => {
    void activateLanguage(locale);
    client.setQueryData(
      bootstrapQuery.queryKey,
      (old) => old && { ...old, me: old.me && { ...old.me, locale } },
    );
    api.patch('/me', { body: { locale } }).catch(() => {});
  };
}
