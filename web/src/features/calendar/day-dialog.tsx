import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Calendar } from '@/ui/calendar';
import { Dialog } from '@/ui/dialog';
import { Sheet } from '@/ui/sheet';
import { dayOfDeal } from './month-grid';

interface DayDialogProps {
  deal: RecordRow;
  phone: boolean;
  onClose: () => void;
  onChoose: (day: string) => void;
}

/** Asks on which day a deal is expected to close: by click, touch, keyboard and voice. */
export function DayDialog({ deal, phone, onClose, onChoose }: DayDialogProps) {
  const t = useT();
  const format = useFormat();
  const month = (
    <div className="grid justify-center">
      <Calendar
        value={dayOfDeal(deal)}
        onSelect={onChoose}
        locale={format.locale}
        previousLabel={t('calendar.previous')}
        nextLabel={t('calendar.next')}
      />
    </div>
  );
  const shared = {
    open: true,
    onOpenChange: (open: boolean) => !open && onClose(),
    title: t('calendar.change_day', { title: deal.title }),
    closeLabel: t('common.close'),
  };
  return phone ? (
    <Sheet {...shared}>{month}</Sheet>
  ) : (
    <Dialog {...shared} size="sm">
      {month}
    </Dialog>
  );
}
