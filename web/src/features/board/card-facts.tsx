import { Hourglass } from 'lucide-react';
import type { RecordRow, StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf, daysFrom } from '@/lib/days';
import { hueFromText } from '@/lib/hue';
import { referenceTo } from '@/records/fields/reference-value';
import { isMoney } from '@/records/fields/value-guards';
import type { FieldContext } from '@/records/model/field-context';
import { Avatar } from '@/ui/avatar';

interface CardFactsProps {
  deal: RecordRow;
  stage: StageMeta;
  contexts: ReadonlyMap<string, FieldContext>;
}

/** Who buys, for how much, since when it has been waiting and when it is expected to close. */
export function CardFacts({ deal, stage, contexts }: CardFactsProps) {
  const t = useT();
  const format = useFormat();
  const companyField = contexts.get('company_id');
  const company = companyField && referenceTo(companyField, deal['company_id'], deal);
  const { amount, expected_close_on: closing } = deal;
  const idle = idleDays(deal['stage_since'], stage, format.timeZone);
  return (
    <>
      {company && (
        <p className="flex min-w-0 items-center gap-1.5 text-12 text-ink-2">
          <Avatar name={company.title} kind="company" hue={hueFromText(company.title)} size={16} />
          <span className="truncate">{company.title}</span>
        </p>
      )}
      <p className="flex min-w-0 items-center gap-2 empty:hidden">
        {isMoney(amount) && (
          <span className="truncate font-semibold tabular-nums">{format.money(amount)}</span>
        )}
        {idle !== null && (
          <span
            title={t('board.idle_title', { count: idle, limit: stage.rotting_days ?? 0 })}
            className="inline-flex shrink-0 items-center gap-[3px] text-12 font-medium text-warning tabular-nums"
          >
            <Hourglass size={12} strokeWidth={2.25} aria-hidden="true" />
            {t('board.idle', { count: idle })}
          </span>
        )}
        {typeof closing === 'string' && (
          <time
            dateTime={closing}
            title={t('board.closes', { when: format.full(closing) })}
            className="ml-auto shrink-0 text-12 text-ink-2"
          >
            {format.date(closing)}
          </time>
        )}
      </p>
    </>
  );
}

/** For how many days a deal has been in its stage, where that is longer than the stage allows. */
function idleDays(since: unknown, stage: StageMeta, timeZone: string): number | null {
  if (typeof since !== 'string' || !stage.rotting_days) return null;
  const days = daysFrom(dayOf(since, timeZone), dayOf(new Date(), timeZone));
  return days > stage.rotting_days ? days : null;
}
