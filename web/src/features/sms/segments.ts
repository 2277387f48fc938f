/** The letters of GSM 03.38 that take one place. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Those that take two. */
const extended = new Set('^{}\\[~]|€\f');

/**
 * How many messages a text is on the phone that receives it, which is what providers count: 160 letters,
 * or 70 where one of them is in no Latin alphabet of phones; a little less each where there are several.
 */
export function segments(text: string): number {
  let places = 0;
  for (const letter of text) {
    if (basic.has(letter)) places += 1;
    else if (extended.has(letter)) places += 2;
    else return parts(text.length, 70, 67);
  }
  return parts(places, 160, 153);
}

const parts = (places: number, alone: number, each: number) =>
  places <= alone ? Math.min(places, 1) : Math.ceil(places / each);
