export interface TimeZone {
  id: string;
  /** `Kolkata`. */
  city: string;
  /** `+05:30`, today. */
  offset: string;
}

// Browsers still answer with names that their cities have left behind.
const renamed: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
};

export function localTimeZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return renamed[zone] ?? zone;
}

export function describeTimeZone(id: string): TimeZone {
  const city = (id.split('/').at(-1) ?? id).replaceAll('_', ' ');
  return { id, city, offset: offsetOf(id) };
}

/** All zones the browser knows, by city. */
export function timeZones(): TimeZone[] {
  const ids = new Set(Intl.supportedValuesOf('timeZone').map((id) => renamed[id] ?? id));
  ids.add('UTC');
  return [...ids].map(describeTimeZone).toSorted((a, b) => a.city.localeCompare(b.city));
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts();
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '') || '+00:00';
}
