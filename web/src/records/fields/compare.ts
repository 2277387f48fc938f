/** Empty values are the smallest, as on the server. */
function emptyFirst(compare: (a: unknown, b: unknown) => number) {
  return (a: unknown, b: unknown): number => {
    const noA = a === null || a === undefined || a === '';
    const noB = b === null || b === undefined || b === '';
    if (noA || noB) return Number(noB) - Number(noA);
    return compare(a, b);
  };
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

export const compareText = emptyFirst((a, b) => collator.compare(String(a), String(b)));
export const compareNumber = emptyFirst((a, b) => Number(a) - Number(b));
export const compareBoolean = emptyFirst((a, b) => Number(a === true) - Number(b === true));
/** Dates and instants of the API sort as text. */
export const compareTime = emptyFirst((a, b) => (String(a) < String(b) ? -1 : Number(String(a) > String(b))));
export const compareList = emptyFirst((a, b) => collator.compare(textOf(a), textOf(b)));

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
