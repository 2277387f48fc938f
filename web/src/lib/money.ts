export interface MoneyValue {
  amount: number;
  currency: string;
}

const digits = new Map<string, number>();

/** How many of its digits are minor units: two for the rupee, none for the yen. */
export function minorDigits(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    try {
      known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits;
    } catch {
      known = 2;
    }
    digits.set(currency, known ?? 2);
  }
  return known ?? 2;
}

export function toMajor(money: MoneyValue): number {
  return money.amount / 10 ** minorDigits(money.currency);
}

/** Rounds half away from zero, as an invoice would. */
export function toMinor(major: number, currency: string): number {
  const scaled = Math.abs(major) * 10 ** minorDigits(currency);
  // 1.005 * 100 is 100.49999999999999; the smallest correction puts it back.
  return Math.sign(major) * Math.round(scaled + Number.EPSILON * scaled);
}

export function formatMoney(money: MoneyValue, locale: string): string {
  return currencyFormat(money.currency, locale, { trailingZeroDisplay: 'stripIfInteger' }).format(
    toMajor(money),
  );
}

/** For totals: lakh and crore where rupees are read that way, otherwise thousands and millions. */
export function formatMoneyShort(money: MoneyValue, locale: string): string {
  const major = toMajor(money);
  const size = Math.abs(major);
  if (locale.endsWith('-IN') && size >= 100_000) {
    const crore = size >= 10_000_000;
    const value = major / (crore ? 10_000_000 : 100_000);
    const places = crore ? 2 : 1;
    const text = currencyFormat(money.currency, locale, {
      minimumFractionDigits: places,
      maximumFractionDigits: places,
    }).format(value);
    const [lakhUnit, croreUnit] = locale.startsWith('hi') ? ['लाख', 'करोड़'] : ['L', 'Cr'];
    return `${text} ${crore ? croreUnit : lakhUnit}`;
  }
  const whole = locale.endsWith('-IN') || size < 10_000;
  const options: Intl.NumberFormatOptions = whole
    ? { minimumFractionDigits: 0, maximumFractionDigits: 0 }
    : { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 };
  return currencyFormat(money.currency, locale, options).format(major);
}

const formats = new Map<string, Intl.NumberFormat>();

function currencyFormat(currency: string, locale: string, options: Intl.NumberFormatOptions) {
  const key = `${locale}|${currency}|${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...options,
    });
    formats.set(key, format);
  }
  return format;
}
