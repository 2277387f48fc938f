import { Ellipsis } from 'lucide-react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useEntityActions } from '@/records/mutations/use-entity-actions';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';

/** What can be done with a ticket and needs no button. */
export function TicketMenu({ kind, ticket }: { kind: KindMeta; ticket: RecordRow }) {
  const t = useT();
  const actions = useEntityActions(kind).filter((action) => action.when(ticket));
  if (actions.length === 0) return null;
  return (
    <DropdownMenu
      label={t('inbox.more_actions')}
      align="end"
      entries={actions.map(({ id, label, icon: Icon, run }) => ({
        type: 'item',
        id,
        label,
        icon: <Icon size={16} strokeWidth={1.75} />,
        onSelect: () => run(ticket),
      }))}
      trigger={
        <IconButton label={t('inbox.more_actions')} icon={<Ellipsis size={16} strokeWidth={1.75} />} />
      }
    />
  );
}
