import { dayOf, daysFrom, isPlainDate, plainDate } from '@/lib/days';
import { formatMoney, formatMoneyShort, type MoneyValue } from '@/lib/money';
import { formatLocale, type Regional } from '@/lib/regional';
import type { Translate } from './t';

export interface Due {
  text: string;
  state: 'overdue' | 'today' | 'later';
}

/** Numbers, money and dates as this person reads them. Get it with `useFormat`. */
export class Format {
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
  private readonly t: Translate;
  private readonly cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

  constructor(regional: Regional, t: Translate) {
    this.locale = formatLocale(regional);
    this.timeZone = regional.timeZone;
    this.currency = regional.currency;
    this.t = t;
  }

  number(value: number, maximumFractionDigits = 2): string {
    return this.numbers({ maximumFractionDigits }).format(value);
  }

  /** `0.25` is 25 %. */
  percent(value: number, maximumFractionDigits = 0): string {
    return this.numbers({ style: 'percent', maximumFractionDigits }).format(value);
  }

  money(value: MoneyValue): string {
    return formatMoney(value, this.locale);
  }

  moneyShort(value: MoneyValue): string {
    return formatMoneyShort(value, this.locale);
  }

  /** A sum has one entry per currency; none at all is zero in the workspace's. */
  moneySum(values: readonly MoneyValue[], short = true): string {
    const list = values.length > 0 ? values : [{ amount: 0, currency: this.currency }];
    return list.map((value) => (short ? this.moneyShort(value) : this.money(value))).join(' + ');
  }

  /** Today, tomorrow, yesterday; else `Fri 2 May`, with the year when it is another one. */
  date(value: string, now = new Date()): string {
    const day = dayOf(value, this.timeZone);
    const distance = daysFrom(dayOf(now, this.timeZone), day);
    if (distance === 0) return this.t('when.today');
    if (distance === 1) return this.t('when.tomorrow');
    if (distance === -1) return this.t('when.yesterday');
    return this.plainDay(day, now);
  }

  time(value: string): string {
    const hourCycle = this.locale === 'en-US' ? 'h12' : 'h23';
    return this.dates({ hour: '2-digit', minute: '2-digit', hourCycle, timeZone: this.timeZone }).format(
      new Date(value),
    );
  }

  dateTime(value: string, now = new Date()): string {
    return isPlainDate(value) ? this.date(value, now) : `${this.date(value, now)} ${this.time(value)}`;
  }

  /** Everything, for a title or where the exact moment matters. */
  full(value: string): string {
    const day: Intl.DateTimeFormatOptions = {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    };
    if (isPlainDate(value)) return this.dates({ ...day, timeZone: 'UTC' }).format(plainDate(value));
    return `${this.dates({ ...day, timeZone: this.timeZone }).format(new Date(value))} ${this.time(value)}`;
  }

  /** How long ago something happened: `20 min ago`, `Yesterday`, `6 d ago`, `Fri 2 May`. */
  ago(value: string, now = new Date()): string {
    const day = dayOf(value, this.timeZone);
    const days = daysFrom(day, dayOf(now, this.timeZone));
    if (days <= 0 && !isPlainDate(value)) {
      const minutes = Math.floor((now.getTime() - Date.parse(value)) / 60_000);
      if (minutes < 1) return this.t('when.now');
      if (minutes < 60) return this.t('when.minutes_ago', { count: minutes });
      return this.t('when.hours_ago', { count: Math.floor(minutes / 60) });
    }
    if (days > 1 && days <= 30) return this.t('when.days_ago', { count: days });
    return this.date(value, now);
  }

  /** When something is to be done: `2 d overdue`, `Today 16:30`, `Tomorrow`, `Fri 2 May`. */
  due(value: string, now = new Date()): Due {
    const distance = daysFrom(dayOf(now, this.timeZone), dayOf(value, this.timeZone));
    if (distance < 0) return { text: this.t('when.days_overdue', { count: -distance }), state: 'overdue' };
    if (distance > 0) return { text: this.date(value, now), state: 'later' };
    if (isPlainDate(value)) return { text: this.t('when.today'), state: 'today' };
    const text = this.t('when.today_at', { time: this.time(value) });
    return { text, state: Date.parse(value) < now.getTime() ? 'overdue' : 'today' };
  }

  private plainDay(day: string, now: Date): string {
    const sameYear = day.startsWith(dayOf(now, this.timeZone).slice(0, 4));
    const options: Intl.DateTimeFormatOptions = sameYear
      ? { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }
      : { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };
    const text = this.dates(options).format(plainDate(day));
    // English puts a comma behind the weekday that a narrow cell has no room for.
    return sameYear ? text.replace(',', '') : text;
  }

  private numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return this.cached(`n${JSON.stringify(options)}`, () => new Intl.NumberFormat(this.locale, options));
  }

  private dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return this.cached(`d${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(this.locale, options));
  }

  private cached<Kind extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Kind): Kind {
    let format = this.cache.get(key) as Kind | undefined;
    if (!format) {
      format = make();
      this.cache.set(key, format);
    }
    return format;
  }
}
