import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, Inbox } from 'lucide-react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta, RecordLink, RecordRow, Titled } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { kindOf } from '@/records/fields/field-kinds';
import { ListLink } from '@/records/page/list-link';
import { PanelError } from '@/records/page/panel-error';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { submissionsQuery } from './form-queries';

/** What was sent, the newest first, each with the lead or ticket that came of it. */
export function Submissions({ form }: { form: RecordRow }) {
  const t = useT();
  const kind = useKind('form_submission');
  const query = useInfiniteQuery({ ...submissionsQuery(form.id), enabled: kind !== undefined });
  if (!kind)
    return (
      <EmptyState
        icon={<Inbox />}
        title={t('error.forbidden.title')}
        description={t('error.forbidden.text')}
      />
    );
  if (query.isPending) {
    return (
      <div role="status" aria-label={t('common.loading')} className="grid gap-2 px-8 py-5 max-md:px-4">
        {[1, 2, 3, 4].map((line) => (
          <Skeleton key={line} className="h-11" />
        ))}
      </div>
    );
  }
  if (query.isError) return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data.pages.flatMap(({ data }) => data);
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Inbox />}
        title={t('webform.nothing_sent')}
        description={t('webform.nothing_sent_text')}
      />
    );
  }
  return (
    <div className="px-8 py-4 max-md:px-0 max-md:py-0">
      <div className="mb-2 flex justify-end max-md:hidden">
        <ListLink
          kinds="form_submissions"
          filter={{ and: [{ field: 'form_id', op: 'in', value: [form.id] }] }}
          className="text-link hover:underline"
        >
          {t('webform.open_list')}
        </ListLink>
      </div>
      <ul className="overflow-hidden rounded-card border border-line max-md:rounded-none max-md:border-x-0">
        {rows.map((row) => (
          <SubmissionRow key={row.id} kind={kind} row={row} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="flex justify-center py-3">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('webform.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function SubmissionRow({ kind, row }: { kind: KindMeta; row: RecordRow }) {
  const t = useT();
  const format = useFormat();
  const outcome = useFieldContexts(kind).get('outcome');
  const link = row['record'] as (RecordLink & Partial<Titled>) | null;
  const tag = row['utm_campaign'];
  const said = outcome ? kindOf(outcome.field).format(row['outcome'], outcome, row) : '';
  return (
    <li className="relative flex min-h-13 items-center gap-4 border-b border-hairline px-4 py-2 last:border-0 hover:bg-row-hover">
      <div className="min-w-0 flex-1">
        {link ? (
          <Link
            to="/$plural/$id"
            params={{ plural: link.kind === 'ticket' ? 'tickets' : 'leads', id: link.id }}
            className="block truncate font-medium after:absolute after:inset-0"
          >
            {row.title}
          </Link>
        ) : (
          <span className="block truncate font-medium">{row.title}</span>
        )}
        <span className="block truncate text-12 text-ink-2">
          {[row['email'], said, tag].filter((text) => typeof text === 'string' && text !== '').join(' · ')}
        </span>
      </div>
      {row['consent'] === true && (
        <span className="flex shrink-0 items-center gap-1 text-12 text-success">
          <Check size={12} strokeWidth={2.25} aria-hidden="true" />
          {t('webform.agreed')}
        </span>
      )}
      <time
        dateTime={row.created_at}
        title={format.full(row.created_at)}
        className="shrink-0 text-12 text-ink-3 tabular-nums"
      >
        {format.ago(row.created_at)}
      </time>
    </li>
  );
}
