export interface Point {
  x: number;
  y: number;
}

/**
 * A smooth path through points that never leaves the span between two neighbours, so that the curve claims no
 * peak which the numbers do not have (monotone cubic interpolation after Steffen).
 */
export function curve(points: readonly Point[]): string {
  const [first] = points;
  if (!first) return '';
  const slopes = tangents(points);
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (const [index, end] of points.entries()) {
    const start = points[index - 1];
    if (!start) continue;
    const third = (end.x - start.x) / 3;
    const leaving = start.y + third * (slopes[index - 1] ?? 0);
    const arriving = end.y - third * (slopes[index] ?? 0);
    const numbers = [start.x + third, leaving, end.x - third, arriving, end.x, end.y];
    path += `C${numbers.map(round).join(' ')}`;
  }
  return path;
}

function tangents(points: readonly Point[]): number[] {
  const secants = points.slice(1).map((end, index) => {
    const start = points[index] ?? end;
    return { width: end.x - start.x, slope: (end.y - start.y) / (end.x - start.x) };
  });
  // Two points are joined by a line.
  if (secants.length === 1) return points.map(() => secants[0]?.slope ?? 0);
  const inner = points.map((_, index) => {
    const [before, after] = [secants[index - 1], secants[index]];
    if (!before || !after) return 0;
    const mean = (before.slope * after.width + after.slope * before.width) / (before.width + after.width);
    const least = Math.min(Math.abs(before.slope), Math.abs(after.slope), Math.abs(mean) / 2);
    return (Math.sign(before.slope) + Math.sign(after.slope)) * least;
  });
  const last = inner.length - 1;
  return inner.map((slope, index) => {
    // At the ends the curve takes what its only neighbour leaves.
    if (index === 0) return (3 * (secants[0]?.slope ?? 0) - (inner[1] ?? 0)) / 2;
    if (index === last) return (3 * (secants[last - 1]?.slope ?? 0) - (inner[last - 1] ?? 0)) / 2;
    return slope;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
