import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import type { QuotaControl } from './quota-control';
import { QuotaForm } from './quota-form';

interface AddQuotaProps {
  control: QuotaControl;
  month: string;
  /** The month in words. */
  name: string;
}

/** Sets a quota for somebody who has no line in the month yet. */
export function AddQuota({ control, month, name }: AddQuotaProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('forecast.quota.add_for', { month: name })}
      className="w-72"
      trigger={
        <Button
          size="sm"
          variant="ghost"
          aria-label={t('forecast.quota.add_for', { month: name })}
          icon={<Plus size={16} strokeWidth={1.75} />}
        >
          {t('forecast.quota.add')}
        </Button>
      }
    >
      <QuotaForm
        kind={control.kind}
        quotas={control.quotas}
        month={month}
        owner={null}
        onDone={() => setOpen(false)}
      />
    </Popover>
  );
}
