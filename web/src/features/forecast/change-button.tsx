import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import type { ChangedDeal, ChangeLine } from './use-changes';

interface ChangeButtonProps {
  line: ChangeLine;
  plural: string;
  icon: ReactNode;
}

/** A change and what it comes to; it opens the deals behind it. */
export function ChangeButton({ line, plural, icon }: ChangeButtonProps) {
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { change, count, amount, deals } = line;
  const name = t(`forecast.change.${change}`, { count });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={name}
      side="top"
      className="w-80"
      trigger={
        <Button icon={icon}>
          {name}
          {amount.length > 0 && (
            <span className="font-normal text-ink-2 tabular-nums">{format.moneySum(amount)}</span>
          )}
        </Button>
      }
    >
      <ul className="grid max-h-80 gap-2 overflow-y-auto p-3">
        {deals.map((deal) => (
          <li key={deal.id} className="flex items-baseline justify-between gap-3">
            <Link
              to="/$plural/$id"
              params={{ plural, id: deal.id }}
              className="min-w-0 truncate font-medium text-link hover:underline"
            >
              {deal.title}
            </Link>
            <Amount deal={deal} both={change === 'up' || change === 'down'} />
          </li>
        ))}
        {count > deals.length && (
          <li className="text-12 text-ink-3">
            {t('forecast.changes.more', { count: count - deals.length })}
          </li>
        )}
      </ul>
    </Popover>
  );
}

function Amount({ deal: { amount, before }, both }: { deal: ChangedDeal; both: boolean }) {
  const format = useFormat();
  if (!amount && !before) return null;
  return (
    <span className="shrink-0 text-12 text-ink-2 tabular-nums">
      {both && before && <s className="pr-1.5 text-ink-3">{format.moneyShort(before)}</s>}
      {amount ? format.moneyShort(amount) : '–'}
    </span>
  );
}
