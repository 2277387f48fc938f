import type { Titled } from '@/api/types';
import { useT } from '@/i18n/t';

export function ActorName({ actor }: { actor: Titled | null }) {
  const t = useT();
  return (
    <b className="font-medium text-ink">
      {actor ? actor.title || t('timeline.somebody') : t('timeline.kith')}
    </b>
  );
}
