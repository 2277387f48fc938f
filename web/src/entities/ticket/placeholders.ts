/** What placeholders can name, by the words before and after the full stop. */
export type Known = Readonly<Record<string, string | null | undefined>>;

/** Fills in `{{contact.first_name}}`, or `{{contact.first_name|there}}` with words for when it is empty. */
export function fillPlaceholders(text: string, known: Known): string {
  return text.replaceAll(
    /\{\{\s*([\w.]+)\s*(?:\|([^}]*))?\}\}/g,
    (whole, name: string, otherwise?: string) => {
      if (!(name in known)) return whole;
      const value = known[name]?.trim() ?? '';
      return value === '' ? (otherwise?.trim() ?? '') : value;
    },
  );
}
