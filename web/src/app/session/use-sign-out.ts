import { signOut } from '@/api/auth';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { leavePushes } from '@/lib/browser-push';
import { forgetKept } from '@/lib/kept';

/** Ends the session. The page is loaded anew, so that nothing read during the session stays in memory. */
export function useSignOut(): () => Promise<void> {
  const t = useT();
  return async () => {
    try {
      await signOut();
    } catch (error) {
      // A session that has ended already is what was wanted.
      if (!isProblem(error) || error.status !== 401) {
        const { toast } = await import('sonner');
        toast.error(t('error.not_saved'), { description: t('error.offline.text') });
        return;
      }
    }
    await forgetKept();
    // The session gets none any more; that the browser still does is no reason to stay.
    await leavePushes().catch(() => {});
    window.location.assign('/sign-in');
  };
}
