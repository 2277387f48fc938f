import { Calendar, CircleAlert, CircleDashed, Clock } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Popover } from '@/ui/popover';
import { Sheet } from '@/ui/sheet';
import { Skeleton } from '@/ui/skeleton';
import { Tag } from '@/ui/tag';
import { nextStep, type NextStepState } from './next-step';

const NextSteps = lazy(async () => ({ default: (await import('./next-steps')).NextSteps }));

interface NextStepChipProps {
  deal: RecordRow;
  phone: boolean;
  tabIndex: number;
}

const looks: Record<NextStepState, { Icon: typeof Clock; color: string | null }> = {
  overdue: { Icon: CircleAlert, color: 'red' },
  today: { Icon: Clock, color: 'green' },
  later: { Icon: Calendar, color: null },
  none: { Icon: CircleDashed, color: 'amber' },
};

/** When something happens next with the deal. It opens the tasks behind it, to tick one off or plan another. */
export function NextStepChip({ deal, phone, tabIndex }: NextStepChipProps) {
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { state, text } = nextStep(deal['next_action_at'], format, t);
  const { Icon, color } = looks[state];
  const label = t('board.next.of', { title: deal.title });
  const content = (
    <Suspense fallback={<Skeleton className="m-3 h-24" />}>
      <NextSteps deal={deal} />
    </Suspense>
  );
  const chip = (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={t('board.next.label', { when: text })}
      {...(phone && { 'aria-haspopup': 'dialog', onClick: () => setOpen(true) })}
      className="touch-target relative min-w-0 rounded-tag hover:brightness-95 dark:hover:brightness-125"
    >
      <Tag color={color} icon={<Icon size={12} strokeWidth={2.25} aria-hidden="true" />}>
        {text}
      </Tag>
    </button>
  );
  if (phone) {
    return (
      <>
        {chip}
        <Sheet open={open} onOpenChange={setOpen} title={label} closeLabel={t('common.close')} padded={false}>
          {content}
        </Sheet>
      </>
    );
  }
  return (
    <Popover open={open} onOpenChange={setOpen} label={label} trigger={chip} className="w-80">
      {content}
    </Popover>
  );
}
