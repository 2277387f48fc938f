import { useT } from '@/i18n/t';
import { useTheme } from '@/lib/theme';
import { Toaster } from '@/ui/toaster';

export function Toasts() {
  const t = useT();
  const theme = useTheme((state) => state.theme);
  return <Toaster theme={theme} label={t('shell.notifications')} closeLabel={t('common.close')} />;
}
