import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { useWatch, type Control } from 'react-hook-form';
import { useBootstrap } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { KindMeta, Page, RecordRow } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useDebounced } from '@/lib/use-debounced';
import { duplicateQuestions } from './duplicate-questions';
import { pathOf, type FormValues } from './form-resolver';

interface DuplicateHintProps {
  kind: KindMeta;
  control: Control<FormValues>;
}

/** Says while one types that somebody with this address is here already. It hinders nothing. */
export function DuplicateHint({ kind, control }: DuplicateHintProps) {
  const t = useT();
  const bootstrap = useBootstrap();
  const values = useDebounced(useWatch({ control }), 400);
  const byPath = Object.fromEntries(Object.entries(values).map(([name, value]) => [pathOf(name), value]));
  const questions = duplicateQuestions(bootstrap.kinds, kind, byPath);
  const found = useQueries({
    queries: questions.map(({ kind: other, field, value }) => ({
      queryKey: [other.plural, 'same', field, value] as const,
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await api.get<Page>(`/${other.plural}`, { query: { [field]: value, limit: 3 }, signal })).data,
      staleTime: 30_000,
    })),
    combine: (answers) =>
      answers.flatMap(({ data }, index) => {
        const other = questions[index]?.kind;
        return other ? (data ?? []).map((record: RecordRow) => ({ kind: other, record })) : [];
      }),
  });
  return (
    <div
      role="status"
      className={found.length > 0 ? 'flex gap-2.5 rounded-card bg-sunken px-3 py-2.5' : 'hidden'}
    >
      <UsersRound size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-ink-2" aria-hidden="true" />
      {found.length > 0 && (
        <div className="min-w-0">
          <p className="font-medium">{t('form.duplicate')}</p>
          <ul>
            {found.map(({ kind: other, record }) => (
              <li key={record.id} className="truncate text-ink-2">
                <Link
                  to="/$plural/$id"
                  params={{ plural: other.plural, id: record.id }}
                  target="_blank"
                  className="text-link hover:underline"
                >
                  {record.title}
                </Link>
                , {kindLabel(other, 'one')}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
