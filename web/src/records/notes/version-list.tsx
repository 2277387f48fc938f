import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { RecordRow, Titled } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Skeleton } from '@/ui/skeleton';
import { useReadable } from '../markdown/use-readable';
import { PanelError } from '../page/panel-error';
import { wordDifference } from './word-difference';

interface Version {
  id: string;
  at: string;
  actor: Titled | null;
  body: string;
}

/** The versions of a note, the newest first, each with what came and went. */
export function VersionList({ note }: { note: RecordRow }) {
  const t = useT();
  const format = useFormat();
  const readable = useReadable();
  const { data, error, refetch } = useQuery({
    queryKey: ['notes', 'versions', note.id, note.version],
    queryFn: async ({ signal }) =>
      (await api.get<{ data: Version[] }>(`/notes/${note.id}/history`, { signal })).data,
  });
  if (error && !data) return <PanelError error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-24 w-full" />;
  return (
    <>
      <h2 className="mb-2 text-13 font-semibold">{t('note.versions')}</h2>
      <ol className="grid gap-3">
        {data.map((version, index) => {
          const before = data[index + 1];
          return (
            <li key={version.id} className="border-t border-line pt-2">
              <p className="text-12 text-ink-3">
                <span className="font-medium text-ink-2">{version.actor?.title ?? t('note.somebody')}</span>{' '}
                {t(before ? 'note.changed' : 'note.wrote')}{' '}
                <time dateTime={version.at} title={format.full(version.at)}>
                  {format.dateTime(version.at)}
                </time>
              </p>
              <p className="mt-1 text-13 wrap-anywhere whitespace-pre-wrap">
                {before
                  ? wordDifference(readable(before.body).text, readable(version.body).text).map(
                      ({ kind, text }, piece) =>
                        kind === 'same' ? (
                          <span key={piece}>{text}</span>
                        ) : kind === 'added' ? (
                          <ins key={piece} className="text-success underline underline-offset-2">
                            {text}
                          </ins>
                        ) : (
                          <del key={piece} className="text-danger line-through">
                            {text}
                          </del>
                        ),
                    )
                  : readable(version.body).text}
              </p>
            </li>
          );
        })}
      </ol>
    </>
  );
}
