export interface Currency {
  code: string;
  /** In the language asked for: `Indian rupee`. */
  name: string;
  symbol: string;
}

// prettier-ignore
const regions: Record<string, string> = {
  AE: 'AED', AT: 'EUR', AU: 'AUD', BE: 'EUR', BR: 'BRL', CA: 'CAD', CH: 'CHF', DE: 'EUR', ES: 'EUR', FR: 'EUR',
  GB: 'GBP', IE: 'EUR', IN: 'INR', IT: 'EUR', JP: 'JPY', KE: 'KES', MX: 'MXN', NG: 'NGN', NL: 'EUR', PT: 'EUR',
  SG: 'SGD', US: 'USD', ZA: 'ZAR',
};

/** A guess for a first start: by the region of the browser's language, else by its time zone. */
export function likelyCurrency(languages: readonly string[], timeZone: string): string {
  if (timeZone === 'Asia/Kolkata') return 'INR';
  for (const language of languages) {
    const currency = regions[new Intl.Locale(language).region ?? ''];
    if (currency) return currency;
  }
  return timeZone.startsWith('Europe/') ? 'EUR' : 'USD';
}

export function describeCurrency(code: string, language: string): Currency {
  const name = new Intl.DisplayNames(language, { type: 'currency' }).of(code) ?? code;
  const parts = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return { code, name, symbol: parts.find((part) => part.type === 'currency')?.value ?? code };
}

export function currencies(language: string): Currency[] {
  return Intl.supportedValuesOf('currency')
    .map((code) => describeCurrency(code, language))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
}
