import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { dayOf, plainDate } from '@/lib/days';
import { useNow } from '@/lib/use-now';
import { Input } from '@/ui/input';
import type { FieldContext } from '../../model/field-context';
import type { EditorProps } from '../field-kind';
import {
  nthWords,
  readRule,
  units,
  weekdayName,
  weekdays,
  writeRule,
  type Rule,
  type Unit,
  type Weekday,
} from '../rule';
import { controlProps } from './control-props';

const box =
  'h-8 w-full min-w-0 rounded-ctl border border-line-strong bg-surface px-2 text-13 text-ink pointer-coarse:min-h-11 pointer-coarse:text-16';

/** How often a task comes again, chosen in plain words. It begins with the task's own date. */
export function RecurrenceEditor(props: EditorProps) {
  const { ctx, value, onChange, record, disabled, look } = props;
  const { t, format } = ctx;
  const rule = readRule(value);
  const own = typeof value === 'string' && value !== '' && !rule;
  const due = record?.['due_at'];
  const now = useNow();
  const first = dayOf(typeof due === 'string' ? due : now, format.timeZone);
  const put = (change: Partial<Rule>) => rule && onChange(writeRule({ ...rule, ...change }));
  const begin = (unit: Unit | '') => onChange(unit === '' ? null : writeRule(starting(unit, first, rule)));
  const place = monthPlace(first);
  return (
    <div
      className={cn(
        'grid gap-2',
        look === 'cell' &&
          'absolute top-0 left-0 z-10 w-80 rounded-ctl border border-line-raised bg-raised p-2.5 shadow-pop',
      )}
    >
      <select
        {...controlProps(props)}
        aria-label={t('tasks.repeat.how')}
        // The person has pressed the value to change it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={props.autoFocus}
        className={box}
        value={own ? 'own' : (rule?.unit ?? '')}
        onChange={(event) => begin(event.target.value as Unit | '')}
      >
        <option value="">{t('tasks.repeat.none')}</option>
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {t(`tasks.repeat.unit_${unit}`)}
          </option>
        ))}
        {own && (
          <option value="own" disabled>
            {t('tasks.repeat.own')}
          </option>
        )}
      </select>
      {rule && (
        <>
          <Part label={t('tasks.repeat.interval')}>
            <Input
              type="number"
              size="md"
              min={1}
              max={99}
              disabled={disabled}
              aria-label={t('tasks.repeat.interval')}
              value={rule.interval}
              onChange={(event) => put({ interval: within(event.target.value, 99) })}
            />
          </Part>
          {rule.unit === 'weekly' && (
            <WeekdayToggles
              ctx={ctx}
              days={rule.days}
              disabled={disabled}
              onChange={(days) => put({ days })}
            />
          )}
          {rule.unit === 'monthly' && (
            <select
              aria-label={t('tasks.repeat.month_by')}
              className={box}
              disabled={disabled}
              value={rule.nth ? (rule.nth.n === -1 ? 'last' : 'nth') : rule.monthDay === -1 ? 'end' : 'day'}
              onChange={({ target }) =>
                put(
                  {
                    day: { monthDay: place.day, nth: null },
                    end: { monthDay: -1, nth: null },
                    nth: { monthDay: null, nth: { n: place.n, day: place.weekday } },
                    last: { monthDay: null, nth: { n: -1, day: place.weekday } },
                  }[target.value as 'day' | 'end' | 'nth' | 'last'],
                )
              }
            >
              <option value="day">{t('tasks.repeat.day', { day: rule.monthDay ?? place.day })}</option>
              <option value="end">{t('tasks.repeat.last_day')}</option>
              <option value="nth">
                {nthWords(
                  rule.nth && rule.nth.n !== -1 ? rule.nth : { n: place.n, day: place.weekday },
                  t,
                  format.locale,
                )}
              </option>
              <option value="last">
                {nthWords({ n: -1, day: rule.nth?.day ?? place.weekday }, t, format.locale)}
              </option>
            </select>
          )}
          <Part label={t('tasks.repeat.end')}>
            <select
              aria-label={t('tasks.repeat.end')}
              className={box}
              disabled={disabled}
              value={rule.count !== null ? 'after' : rule.until !== null ? 'on_day' : 'never'}
              onChange={({ target }) =>
                put({
                  count: target.value === 'after' ? 10 : null,
                  until:
                    target.value === 'on_day' ? `${Number(first.slice(0, 4)) + 1}${first.slice(4)}` : null,
                })
              }
            >
              <option value="never">{t('tasks.repeat.never')}</option>
              <option value="after">{t('tasks.repeat.after')}</option>
              <option value="on_day">{t('tasks.repeat.on_day')}</option>
            </select>
          </Part>
          {rule.count !== null && (
            <Part label={t('tasks.repeat.count')}>
              <Input
                type="number"
                size="md"
                min={1}
                max={1000}
                disabled={disabled}
                aria-label={t('tasks.repeat.count')}
                value={rule.count}
                onChange={(event) => put({ count: within(event.target.value, 1000) })}
              />
            </Part>
          )}
          {rule.until !== null && (
            <Part label={t('tasks.repeat.last')}>
              <Input
                type="date"
                size="md"
                disabled={disabled}
                aria-label={t('tasks.repeat.last')}
                value={rule.until}
                onChange={({ target }) => target.value !== '' && put({ until: target.value })}
              />
            </Part>
          )}
        </>
      )}
    </div>
  );
}

interface WeekdayTogglesProps {
  ctx: FieldContext;
  days: readonly Weekday[];
  disabled: boolean | undefined;
  onChange: (days: Weekday[]) => void;
}

function WeekdayToggles({ ctx: { t, format }, days, disabled, onChange }: WeekdayTogglesProps) {
  return (
    <div role="group" aria-label={t('tasks.repeat.days')} className="flex flex-wrap gap-1">
      {weekdays.map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={days.includes(day)}
          aria-label={weekdayName(day, format.locale, 'long')}
          disabled={disabled}
          onClick={() => onChange(weekdays.filter((other) => (other === day) !== days.includes(other)))}
          className="h-7 min-w-9 rounded-ctl border border-line-strong px-1.5 text-12 text-ink-2 aria-pressed:border-selected-line aria-pressed:bg-selected aria-pressed:font-medium aria-pressed:text-ink pointer-coarse:min-h-11"
        >
          {weekdayName(day, format.locale, 'short')}
        </button>
      ))}
    </div>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] items-center gap-2">
      <span aria-hidden="true" className="truncate text-12 text-ink-2">
        {label}
      </span>
      {children}
    </div>
  );
}

const within = (text: string, most: number) => Math.min(Math.max(Math.round(Number(text)) || 1, 1), most);

/** Where in its month a day lies. */
function monthPlace(day: string) {
  const weekday = weekdays[(plainDate(day).getUTCDay() + 6) % 7] ?? 'MO';
  const number = Number(day.slice(8));
  return { day: number, n: Math.ceil(number / 7), weekday };
}

/** What one who chooses how often means until they say more. */
function starting(unit: Unit, first: string, before: Rule | null): Rule {
  const { weekday, day } = monthPlace(first);
  return {
    unit,
    interval: 1,
    days: unit === 'weekly' ? [weekday] : [],
    monthDay: unit === 'monthly' ? day : null,
    nth: null,
    count: before?.count ?? null,
    until: before?.until ?? null,
  };
}
