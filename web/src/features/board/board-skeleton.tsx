import type { StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { CardSkeleton } from './card-skeleton';
import { ColumnHead } from './column-head';

interface BoardSkeletonProps {
  stages: readonly StageMeta[];
  phone: boolean;
}

/** The first load: the heads as they will be, and cards in grey. They appear only when the wait is felt. */
export function BoardSkeleton({ stages, phone }: BoardSkeletonProps) {
  const t = useT();
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      className="flex min-h-0 flex-1 gap-3 overflow-hidden border-t border-line bg-canvas px-4 pt-3"
    >
      {(phone ? stages.slice(0, 1) : stages).map((stage, column) => (
        <div key={stage.id} className="max-w-[320px] min-w-[256px] flex-1 max-md:max-w-none">
          {!phone && <ColumnHead id={`waiting-${stage.id}`} stage={stage} totals={null} onAdd={null} />}
          <div className="grid animate-[fade-in_80ms_linear_150ms_both] gap-2 pt-1">
            {Array.from({ length: 4 - (column % 3) }, (_, index) => (
              <CardSkeleton key={index} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
