import { Zap } from 'lucide-react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useRecordList } from '@/records/mutations/use-record-list';
import { Combobox } from '@/ui/combobox';
import { IconButton } from '@/ui/icon-button';

interface CannedMenuProps {
  kind: KindMeta;
  onChoose: (reply: RecordRow) => void;
}

/** Answers that are given often, to be put into the text. */
export function CannedMenu({ kind, onChoose }: CannedMenuProps) {
  const t = useT();
  const { rows, isPending } = useRecordList(kind, { filter: null, sort: 'title', q: '' });
  return (
    <Combobox
      label={t('ticket.canned')}
      placeholder={t('ticket.canned')}
      searchPlaceholder={t('ticket.canned_search')}
      emptyLabel={t('ticket.canned_none')}
      loading={isPending}
      selected={[]}
      options={rows.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={([chosen]) => {
        const reply = rows.find(({ id }) => id === chosen?.value);
        if (reply) onChoose(reply);
      }}
      trigger={<IconButton label={t('ticket.canned')} icon={<Zap size={16} strokeWidth={1.75} />} />}
    />
  );
}
