import { passwordLength } from './checks';

export type Strength = 0 | 1 | 2 | 3 | 4;

/**
 * An honest guess at how hard a password is to guess: length counts most, repeats and runs count little.
 * The server checks it against known leaks, which no browser can.
 */
export function passwordStrength(password: string): Strength {
  const chars = [...password];
  if (chars.length < passwordLength) return 0;
  const groups = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((group) => group.test(password)).length;
  const bits = surprising(chars) * (2.2 + groups * 0.7);
  if (bits < 28) return 1;
  if (bits < 40) return 2;
  return bits < 56 ? 3 : 4;
}

/** How many characters say something new: not the one before again, nor the next of a row. */
function surprising(chars: readonly string[]): number {
  let count = 0;
  chars.forEach((char, index) => {
    const before = chars[index - 1];
    const step = before === undefined ? 99 : (char.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    if (Math.abs(step) > 1) count += 1;
  });
  return Math.min(count, new Set(chars).size * 1.5);
}
