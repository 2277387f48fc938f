import type { KindMeta, RecordRow } from '@/api/types';
import { hueFromText } from '@/lib/hue';
import { Avatar } from '@/ui/avatar';
import { KindIcon } from '@/ui/kind-icon';
import { useEntity } from '../model/entities-context';

interface RecordAvatarProps {
  kind: KindMeta;
  record: Pick<RecordRow, 'id' | 'title'>;
  size: 16 | 20 | 24 | 28 | 32 | 36 | 40;
}

/** Customers are grey circles and companies tinted squares; other kinds show their icon. */
export function RecordAvatar({ kind, record, size }: RecordAvatarProps) {
  const entity = useEntity(kind);
  if (entity?.avatar === 'person') return <Avatar name={record.title} size={size} />;
  if (entity?.avatar === 'company') {
    return <Avatar name={record.title} kind="company" hue={hueFromText(record.title)} size={size} />;
  }
  const Icon = entity?.icon;
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size }}
      className="grid shrink-0 place-items-center rounded-[5px] text-ink-3"
    >
      {Icon ? <Icon size={16} strokeWidth={1.75} /> : <KindIcon name={kind.icon} />}
    </span>
  );
}
