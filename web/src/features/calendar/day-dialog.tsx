import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Calendar } from '@/ui/calendar';
import { Dialog } from '@/ui/dialog';
import { Sheet } from '@/ui/sheet';

interface DayDialogProps {
  title: string;
  /** The day it has now. */
  value: string | null;
  phone: boolean;
  onClose: () => void;
  onChoose: (day: string) => void;
}

/** Asks for a day: by click, touch, keyboard and voice. */
export function DayDialog({ title, value, phone, onClose, onChoose }: DayDialogProps) {
  const t = useT();
  const format = useFormat();
  const month = (
    <div className="grid justify-center">
      <Calendar
        value={value}
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
    title,
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
