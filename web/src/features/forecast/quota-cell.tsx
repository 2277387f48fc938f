import { useState } from 'react';
import type { Money } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Popover } from '@/ui/popover';
import { QuotaForm } from './quota-form';
import { attained } from './quotas';
import type { QuotaControl } from './quota-control';

interface QuotaCellProps {
  quota: readonly Money[];
  won: readonly Money[];
  control: QuotaControl;
  /** Whose quota for which month can be set here; null for sums. */
  of: { owner: string; month: string; who: string } | null;
}

/** A quota and how much of it is won. Who may set quotas does so by pressing it. */
export function QuotaCell({ quota, won, control, of }: QuotaCellProps) {
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const share = attained(quota, won);
  const text = (
    <>
      {quota.length === 0 ? (
        <span className="font-normal text-ink-3">
          {of && control.editable ? t('forecast.quota.set') : '–'}
        </span>
      ) : (
        <span title={format.moneySum(quota, false)}>{format.moneySum(quota)}</span>
      )}
      {share !== null && (
        <span className="ml-1.5 text-12 font-normal text-ink-3">
          {t('forecast.attained', { share: format.percent(share) })}
        </span>
      )}
    </>
  );
  if (!of || !control.editable) return text;
  const label = t('forecast.quota.of', { who: of.who });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={label}
      align="end"
      className="w-72"
      trigger={
        <button
          type="button"
          aria-label={quota.length === 0 ? label : `${label}: ${format.moneySum(quota, false)}`}
          className="touch-target relative rounded-tag px-1 hover:bg-hover"
        >
          {text}
        </button>
      }
    >
      <QuotaForm
        kind={control.kind}
        quotas={control.quotas}
        month={of.month}
        owner={of.owner}
        onDone={() => setOpen(false)}
      />
    </Popover>
  );
}
