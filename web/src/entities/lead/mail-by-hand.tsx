import { useQuery } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { CopyButton } from '@/ui/copy-button';

interface MailByHandProps {
  task: string;
  lead: RecordRow;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The e-mail of a step, ready to be copied or opened in one's own mail program. */
export function MailByHand({ task, lead }: MailByHandProps) {
  const t = useT();
  const { data } = useQuery({
    queryKey: keys.one('tasks', task),
    queryFn: ({ signal }) => api.get<RecordRow>(`/tasks/${task}`, { signal }),
  });
  if (!data) return null;
  const body = text(data['description']);
  const to = text(lead['email']);
  const address = `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(data.title)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
  return (
    <span className="mt-1 flex items-center gap-2">
      {to !== '' && (
        <a
          href={address}
          className="relative inline-flex touch-target items-center gap-1.5 rounded-tag text-link hover:underline"
        >
          <Mail size={14} strokeWidth={1.75} aria-hidden="true" />
          {t('sequence.write')}
        </a>
      )}
      <CopyButton text={body} label={t('sequence.copy')} doneLabel={t('sequence.copied')} />
    </span>
  );
}
