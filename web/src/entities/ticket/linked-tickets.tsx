import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import type { FilterNode } from '@/records/model/filter-tree';
import { may } from '@/records/model/permissions';
import { useRecordList } from '@/records/mutations/use-record-list';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { PanelSection } from '@/records/page/panel-section';
import { IconButton } from '@/ui/icon-button';
import { numberOf, refreshTickets, undoMerge } from './refresh-tickets';
import { TicketPicker } from './ticket-picker';

type Relation = 'merged' | 'into' | 'follows' | 'followed' | 'related';

const icon = { size: 14, strokeWidth: 1.75 } as const;

/** The tickets that have to do with this one: what was merged into it, what it follows, what somebody linked. */
export function LinkedTickets({ kind, ticket }: { kind: KindMeta; ticket: RecordRow }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const update = useUpdateRecord(kind);
  const [undoing, setUndoing] = useState(false);
  const related = idsOf(ticket['related_ids']);
  const named = [...related, ticket['merged_into_id'], ticket['follows_id']].filter(
    (id): id is string => typeof id === 'string',
  );
  const here: FilterNode[] = [
    { field: 'merged_into_id', op: 'eq', value: ticket.id },
    { field: 'follows_id', op: 'eq', value: ticket.id },
    ...(named.length > 0 ? [{ field: 'id', op: 'in', value: named } as const] : []),
  ];
  const { rows } = useRecordList(kind, { filter: { or: here }, sort: '-last_message_at', q: '' });
  const changeable = may('update', kind, ticket, me) && !ticket.deleted_at;
  if (rows.length === 0 && !changeable) return null;

  const relate = async (ids: readonly string[]) => {
    if (await update({ id: ticket.id, values: { related_ids: ids } })) await refreshTickets(client);
  };
  const part = async (row: RecordRow) => {
    setUndoing(true);
    await undoMerge(client, row);
    setUndoing(false);
  };
  return (
    <PanelSection
      title={t('merge.linked')}
      {...(rows.length > 0 && { count: String(rows.length) })}
      action={
        changeable && (
          <TicketPicker
            kind={kind}
            ticket={ticket}
            without={[ticket.id, ...rows.map(({ id }) => id)]}
            label={t('merge.link')}
            onChoose={(id) => void relate([...related, id])}
            trigger={<IconButton label={t('merge.link')} icon={<Plus size={16} strokeWidth={1.75} />} />}
          />
        )
      }
    >
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => {
            const relation = relationOf(ticket, row);
            return (
              <li key={row.id} className="flex items-center pr-3 hover:bg-row-hover">
                <Link
                  to="/inbox"
                  search={{ ticket: row.id }}
                  className="focus-inset grid min-w-0 flex-1 gap-0.5 py-1.5 pl-5 max-md:pl-4"
                >
                  <span className="truncate">{row.title}</span>
                  <span className="truncate text-12 text-ink-3 tabular-nums">
                    {numberOf(row)} · {t(`merge.relation.${relation}`)}
                  </span>
                </Link>
                {changeable && relation === 'merged' && (
                  <IconButton
                    label={t('merge.undo_of', { number: numberOf(row) })}
                    icon={<RotateCcw {...icon} />}
                    disabled={undoing}
                    onClick={() => void part(row)}
                  />
                )}
                {changeable && relation === 'related' && (
                  <IconButton
                    label={t('merge.unlink', { number: numberOf(row) })}
                    icon={<X {...icon} />}
                    onClick={() => void relate(related.filter((id) => id !== row.id))}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
    </PanelSection>
  );
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
}

function relationOf(ticket: RecordRow, other: RecordRow): Relation {
  if (other['merged_into_id'] === ticket.id) return 'merged';
  if (ticket['merged_into_id'] === other.id) return 'into';
  if (ticket['follows_id'] === other.id) return 'follows';
  return other['follows_id'] === ticket.id ? 'followed' : 'related';
}
