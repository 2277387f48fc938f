import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useBootstrap, useKind } from '@/api/bootstrap';
import { noteAboutQuery, viewQuery, type AppNotification } from '@/api/notifications';
import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { recordTitleQuery } from '@/records/fields/record-titles';
import { ownerKey } from '@/records/model/permissions';
import { RichLine } from '@/records/timeline/rich-line';
import { PersonAvatar } from '@/records/people/person-avatar';
import { IconButton } from '@/ui/icon-button';
import type { NotificationGroup } from './group-notifications';

interface NotificationLineProps {
  group: NotificationGroup;
  onOpen: () => void;
  onRead: () => void;
}

/** One thing told: who did what, when, and whether it was read. Pressing it opens what it is about. */
export function NotificationLine({ group, onOpen, onRead }: NotificationLineProps) {
  const t = useT();
  const format = useFormat();
  const { newest: notification, unread } = group;
  const { actor, count } = notification;
  // A note is read on the page of what it is about.
  const note = notification.record?.kind === 'note' ? notification.record.id : null;
  const about = useQuery({ ...noteAboutQuery(note ?? ''), enabled: note !== null });
  const record = note === null ? notification.record : (about.data ?? notification.record);
  const kind = useKind(record?.kind ?? notification.subject);
  const title = useQuery({
    ...recordTitleQuery(kind?.plural ?? '', record?.id ?? ''),
    enabled: record !== null && kind !== undefined && record.kind !== 'note',
  });
  const gone = record !== null && (title.data === null || about.data === null);
  const named = record
    ? (title.data ?? (gone ? t('notify.gone') : '…'))
    : t('notify.count', { count, kind: kind ? kindWord(kind) : notification.subject });
  const open = () => {
    if (unread) onRead();
    onOpen();
  };
  return (
    <li className="group relative flex items-start">
      <Target kind={kind} record={gone ? null : record} listed={record === null} onOpen={open}>
        <PersonAvatar id={actor?.id} name={actor?.title ?? t('app.name')} size={24} />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-3 text-13 wrap-anywhere text-ink-2">
            <RichLine
              id={record ? `notify.${notification.kind}` : `notify.${notification.kind}_many`}
              values={{ by: actor ? 'person' : 'kith' }}
              nodes={{
                actor: <b className="font-medium text-ink">{actor?.title}</b>,
                record: <b className="font-medium text-ink">{named}</b>,
                records: <b className="font-medium text-ink">{named}</b>,
              }}
            />
          </span>
          <time
            dateTime={notification.created_at}
            title={format.full(notification.created_at)}
            className="text-12 text-ink-3"
          >
            {format.ago(notification.created_at)}
          </time>
          {group.ids.length > 1 && (
            <span className="ml-2 text-12 text-ink-3 tabular-nums">
              {t('notify.times', { count: group.ids.length })}
            </span>
          )}
          {unread && <span className="sr-only">{t('notify.unread')}</span>}
        </span>
      </Target>
      {unread && (
        <span className="mt-3 mr-2 grid size-6 shrink-0 place-items-center pointer-coarse:size-11 pointer-coarse:mt-1 pointer-coarse:mr-0">
          <IconButton
            size="sm"
            label={t('notify.read')}
            tooltipSide="left"
            icon={
              <>
                <span className="size-2 rounded-full bg-accent group-focus-within:hidden group-hover:hidden" />
                <Check
                  size={16}
                  strokeWidth={1.75}
                  className="hidden group-focus-within:block group-hover:block"
                />
              </>
            }
            onClick={onRead}
          />
        </span>
      )}
    </li>
  );
}

interface TargetProps {
  kind: KindMeta | undefined;
  record: AppNotification['record'];
  /** Whether it is about several, which the list of one's own shows. */
  listed: boolean;
  onOpen: () => void;
  children: ReactNode;
}

/** What pressing a line opens. What can no longer be opened can still be marked read. */
function Target({ kind, record, listed, onOpen, children }: TargetProps) {
  const className =
    'focus-inset flex min-w-0 flex-1 items-start gap-3 py-3 pr-2 pl-4 text-left hover:bg-hover';
  // A view is looked at over its list.
  const list = useViewedList(kind?.key === 'view' ? record : null);
  if (list && record) {
    return (
      <Link
        to="/$plural"
        params={{ plural: list }}
        search={{ view: record.id }}
        onClick={onOpen}
        className={className}
      >
        {children}
      </Link>
    );
  }
  if (kind && record && kind.key !== 'view') {
    return (
      <Link
        to="/$plural/$id"
        params={{ plural: kind.plural, id: record.id }}
        onClick={onOpen}
        className={className}
      >
        {children}
      </Link>
    );
  }
  const owner = kind && ownerKey(kind);
  if (owner && listed) {
    const filter = { and: [{ field: owner, op: 'eq' as const, value: 'me' }] };
    return (
      <Link
        to="/$plural"
        params={{ plural: kind.plural }}
        search={{ filter, sort: '-updated_at' }}
        onClick={onOpen}
        className={className}
      >
        {children}
      </Link>
    );
  }
  return (
    <button type="button" onClick={onOpen} className={className}>
      {children}
    </button>
  );
}

/** The plural of the list over which a view stands, once it is known. */
function useViewedList(record: AppNotification['record']): string | undefined {
  const { kinds } = useBootstrap();
  const view = useQuery({ ...viewQuery(record?.id ?? ''), enabled: record !== null });
  return kinds.find(({ key }) => key === view.data?.['record_kind'])?.plural;
}
