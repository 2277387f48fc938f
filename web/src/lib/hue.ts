/** The hues behind the colour names of the server. Grey is the tenth and has none. */
const hues: Record<string, number> = {
  red: 25,
  orange: 50,
  amber: 80,
  green: 150,
  teal: 190,
  blue: 235,
  indigo: 262,
  purple: 295,
  pink: 350,
};

/** What a person can choose from, in the order it is offered. */
export const colorNames = ['gray', ...Object.keys(hues)] as readonly string[];

/** The hue behind a colour name of the server; null means grey, and so does a name nobody knows. */
export function hueOf(color: string | null | undefined): number | null {
  if (!color) return null;
  return hues[color] ?? null;
}

const spread = [25, 50, 80, 150, 190, 235, 262, 295, 350] as const;

/** A hue that stays the same for the same text, for things that carry no colour of their own. */
export function hueFromText(text: string): number {
  let hash = 0;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return spread[hash % spread.length] ?? 262;
}
