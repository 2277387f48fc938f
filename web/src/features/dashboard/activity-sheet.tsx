import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Sheet } from '@/ui/sheet';
import { ActivityLine } from './activity-line';
import { useActivity } from './use-activity';

interface ActivitySheetProps {
  /** Whose doings; null is everybody's. */
  actor: string | null;
  onClose: () => void;
}

/** Everything that happened and that one may see, further back with each page. */
export function ActivitySheet({ actor, onClose }: ActivitySheetProps) {
  const t = useT();
  const { entries, hasNextPage, isFetchingNextPage, fetchNextPage } = useActivity(actor);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('dashboard.activity')}
      closeLabel={t('common.close')}
      phoneHeight="full"
    >
      <ul>
        {entries?.map((entry) => (
          <ActivityLine key={entry.id} entry={entry} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="mt-3 flex justify-center">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('dashboard.show_more')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
