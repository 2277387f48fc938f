import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { useUpdateSetting } from './setting-records';

const refused = (error: Error) => toast.error(failureText(error));

export function useUserActions() {
  const t = useT();
  const update = useUpdateSetting('users');

  /** Suspending ends the person's sessions; the toast lets them in again. */
  const setStatus = (user: RecordRow, status: 'active' | 'suspended') =>
    update.mutate(
      { record: user, body: { status } },
      {
        onSuccess: (saved) => {
          const text = status === 'suspended' ? 'settings.users.is_suspended' : 'settings.users.is_active';
          const other = status === 'suspended' ? 'active' : 'suspended';
          toast(t(text, { name: user.title }), {
            action: { label: t('settings.undo'), onClick: () => setStatus(saved, other) },
          });
        },
        onError: refused,
      },
    );

  const resend = useMutation({
    mutationFn: (user: RecordRow) => api.post(`/users/${user.id}/invite`),
    onError: refused,
    onSuccess: (_, user) => toast.success(t('settings.users.resent', { email: String(user['email']) })),
  });

  return { setStatus, resend };
}
