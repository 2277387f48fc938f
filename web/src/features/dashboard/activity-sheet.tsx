import { useInfiniteQuery } from '@tanstack/react-query';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Sheet } from '@/ui/sheet';
import { ActivityLine } from './activity-line';
import { activityQuery } from './activity-query';

interface ActivitySheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Everything that happened and that one may see, further back with each page. */
export function ActivitySheet({ open, onOpenChange }: ActivitySheetProps) {
  const t = useT();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...activityQuery,
    enabled: open,
  });
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={t('dashboard.activity')}
      closeLabel={t('common.close')}
      phoneHeight="full"
    >
      <ul>
        {data?.pages
          .flatMap((page) => page.data)
          .map((entry) => (
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
