import type { Translate } from '@/i18n/t';

const known = [
  'gray',
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'indigo',
  'purple',
  'pink',
] as const;

/** A hue by its name; one that nobody knows is shown as grey, and named so. */
export function colorLabel(t: Translate, color: string): string {
  return t(`settings.color.${known.find((name) => name === color) ?? 'gray'}`);
}
