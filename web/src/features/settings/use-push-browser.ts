import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import { isProblem } from '@/api/problem-error';
import { OfflineError } from '@/api/offline-error';
import { keepPushBrowser, pushQuery, removePushBrowser, testPushBrowser } from '@/api/push';
import { useT } from '@/i18n/t';
import { askToNotify, leavePushes, pushState, rememberPushes, takePushes } from '@/lib/browser-push';
import { failureText } from '@/records/mutations/failure-text';

const stateQuery = {
  queryKey: ['push', 'state'],
  queryFn: () => pushState(),
  // It is changed in the browser's own settings.
  refetchOnWindowFocus: 'always',
  networkMode: 'always',
} as const;

/** Whether this browser takes pushes, and what one can do about it. */
export function usePushBrowser() {
  const t = useT();
  const client = useQueryClient();
  const { id: me } = useMe();
  const { data: state } = useQuery(stateQuery);
  const browsers = useQuery(pushQuery);
  const refresh = () => client.invalidateQueries({ queryKey: ['push'] });
  const onError = (failure: Error) => {
    // The browser's own words for a push service it cannot reach help nobody.
    const known = isProblem(failure) || failure instanceof OfflineError;
    toast.error(known ? failureText(failure) : t('notify.push.failed'));
    void refresh();
  };
  const start = useMutation({
    mutationFn: async (key: string) => {
      if (!(await askToNotify())) return;
      await keepPushBrowser(await takePushes(key));
      rememberPushes(me);
    },
    onSuccess: refresh,
    onError,
  });
  const stop = useMutation({
    mutationFn: async ({ id, current }: { id: string; current: boolean }) => {
      await removePushBrowser(id);
      if (current) await leavePushes();
    },
    onSuccess: refresh,
    onError,
  });
  const test = useMutation({
    mutationFn: testPushBrowser,
    onSuccess: () => {
      toast(t('notify.push.tested'));
      void refresh();
    },
    onError,
  });
  return { state, browsers, start, stop, test };
}
