import { Skeleton } from '@/ui/skeleton';

/** The shape of a list that is on its way. */
export function PanelLines({ lines }: { lines: number }) {
  return (
    <div className="mt-2 grid gap-3.5 py-1">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={index % 3 === 1 ? 'h-5 w-3/5' : 'h-5 w-4/5'} />
      ))}
    </div>
  );
}
