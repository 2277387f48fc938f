interface Country {
  /** ISO 3166, two letters. */
  code: string;
  name: string;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
// Codes that name a union, a language test or nothing that has an address.
const none = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

/** Every country that the browser can name, in the reader's language. */
export function countries(locale: string): Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const found = codes.flatMap((code) => {
    const name = none.has(code) ? undefined : names.of(code);
    return name ? [{ code, name }] : [];
  });
  // Old codes share the name of the one that followed them: of these the browser's canonical one stays.
  const canonical = found.filter(({ code }) => new Intl.Locale(`und-${code}`).region === code);
  return canonical.toSorted((a, b) => a.name.localeCompare(b.name, locale));
}
