/** In the order in which the server compares texts. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * A rank below `above` and above `below`, as the server would make one; `null` is the end of the column.
 * It only stands until the server answers with its own.
 */
export function rankBetween(above: string, below: string | null): string {
  // Between equal ranks, or swapped ones, there is no room; the server decides.
  if (below !== null && below <= above) return above;
  let high = below;
  let rank = '';
  for (let at = 0; ; at += 1) {
    const floor = digitAt(above, at);
    const ceiling = high === null ? DIGITS.length : digitAt(high, at);
    const middle = Math.floor((floor + ceiling) / 2);
    if (middle > floor) return rank + DIGITS[middle];
    rank += DIGITS[floor];
    // Neighbouring digits: below the lower one there is room up to the end.
    if (floor < ceiling) high = null;
  }
}

/** Behind its last digit a rank goes on with the smallest. */
function digitAt(rank: string, at: number): number {
  return Math.max(0, DIGITS.indexOf(rank[at] ?? '0'));
}
