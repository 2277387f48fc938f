/** How a figure stands to the one it is compared with. */
export interface Delta {
  direction: 'up' | 'down' | 'same';
  /** By which part of the earlier one; null when that was nought. Of shares, the difference itself. */
  by: number | null;
  of: 'part' | 'points';
}

const directionOf = (difference: number) => (difference > 0 ? 'up' : difference < 0 ? 'down' : 'same');

export function change(now: number, before: number): Delta {
  const by = before === 0 ? (now === 0 ? 0 : null) : (now - before) / Math.abs(before);
  return { direction: directionOf(now - before), by, of: 'part' };
}

/** Of shares such as 0.068; none where there was nothing to have a share of. */
export function changeOfShare(now: number | null, before: number | null): Delta | null {
  if (now === null || before === null) return null;
  return { direction: directionOf(now - before), by: now - before, of: 'points' };
}

export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
