import type { KindMeta } from '@/api/types';
import { hueFromText } from '@/lib/hue';
import { Avatar } from '@/ui/avatar';
import { KindIcon } from '@/ui/kind-icon';

/** People are grey circles, companies coloured squares, everything else has the icon of its kind. */
export function HitIcon({ kind, title }: { kind: KindMeta | undefined; title: string }) {
  if (kind?.key === 'company') return <Avatar kind="company" name={title} hue={hueFromText(title)} />;
  if (kind?.title_fields.includes('first_name')) return <Avatar name={title} />;
  return <KindIcon name={kind?.icon ?? ''} />;
}
