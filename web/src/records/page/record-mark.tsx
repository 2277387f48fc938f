import type { KindMeta, RecordRow } from '@/api/types';
import { hueFromText } from '@/lib/hue';
import { Avatar } from '@/ui/avatar';
import { KindIcon } from '@/ui/kind-icon';
import { useEntity } from '../model/entities-context';

interface RecordMarkProps {
  kind: KindMeta;
  record: RecordRow;
  size: 20 | 24 | 40;
}

/** The shape before a title: a customer is a grey circle, a company a coloured square, the rest the kind's icon. */
export function RecordMark({ kind, record, size }: RecordMarkProps) {
  const avatar = useEntity(kind)?.avatar ?? 'icon';
  if (avatar === 'person') return <Avatar name={record.title} size={size} />;
  if (avatar === 'company') {
    return <Avatar kind="company" name={record.title} hue={hueFromText(record.title)} size={size} />;
  }
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size }}
      className={`grid shrink-0 place-items-center bg-sunken text-ink-2 dark:bg-hover ${size === 40 ? 'rounded-card' : 'rounded-tag'}`}
    >
      <KindIcon name={kind.icon} size={size === 40 ? 20 : 14} />
    </span>
  );
}
