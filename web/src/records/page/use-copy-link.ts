import { toast } from 'sonner';
import { useT } from '@/i18n/t';

/** Copies the address of the page that is open. */
export function useCopyLink(): () => void {
  const t = useT();
  return () => {
    navigator.clipboard.writeText(window.location.href).then(
      () => toast.success(t('page.link_copied')),
      () => toast.error(t('page.link_not_copied')),
    );
  };
}
