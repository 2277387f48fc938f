import { useQueryClient } from '@tanstack/react-query';
import { bootstrapQuery } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { ThemeChoice } from '@/api/types';
import { useTheme } from '@/lib/theme';

/** Changes the theme here at once, and for this person's other browsers when the server hears of it. */
export function useChooseTheme(): (theme: ThemeChoice) => void {
  const client = useQueryClient();
  return (theme) => {
    useTheme.getState().choose(theme);
    client.setQueryData(
      bootstrapQuery.queryKey,
      (old) => old && { ...old, me: old.me && { ...old.me, theme } },
    );
    // The screen has changed already; what the server missed only concerns other browsers.
    api.patch('/me', { body: { theme } }).catch(() => {});
  };
}
