const separators = new Map<string, { group: string; decimal: string }>();

function separatorsOf(locale: string) {
  let known = separators.get(locale);
  if (!known) {
    const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8);
    known = {
      group: parts.find((part) => part.type === 'group')?.value ?? ',',
      decimal: parts.find((part) => part.type === 'decimal')?.value ?? '.',
    };
    separators.set(locale, known);
  }
  return known;
}

/** Reads a number as people type or paste it: grouping, spaces and a currency sign are dropped. */
export function parseNumber(text: string, locale: string): number | null {
  const { group, decimal } = separatorsOf(locale);
  const bare = text
    .replaceAll(group, '')
    .replace(decimal, '.')
    .replace(/[\s\u00a0\u202f\p{Sc}]|[A-Z]{3}/gu, '')
    .replace('\u2212', '-');
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(bare) ? Number(bare) : null;
}
