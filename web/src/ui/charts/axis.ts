export type Unit = 'one' | 'thousand' | 'lakh' | 'million' | 'crore' | 'billion';

export interface Axis {
  /** In minor units, from nought up; the last is no less than the largest amount. */
  ticks: number[];
  /** What the labels count in. */
  unit: Unit;
  /** Minor units in one of it. */
  perUnit: number;
}

const steps = [1, 2, 2.5, 5, 10];
const units: readonly [number, Unit][] = [
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e4, 'thousand'],
];
const indianUnits: readonly [number, Unit][] = [
  [1e7, 'crore'],
  [1e5, 'lakh'],
];
const sizes: Record<Unit, number> = {
  one: 1,
  thousand: 1e3,
  lakh: 1e5,
  million: 1e6,
  crore: 1e7,
  billion: 1e9,
};

/** An axis of money with at most five round steps. `perMajor`: minor units in one of the currency. */
export function moneyAxis(largest: number, perMajor: number, indian: boolean): Axis {
  const major = Math.max(largest / perMajor, 1 / perMajor);
  const least = major / 5;
  const size = 10 ** Math.floor(Math.log10(least));
  const factor = steps.find((step) => step * size >= least * (1 - 1e-9)) ?? 10;
  // No step is smaller than the smallest coin.
  const step = Math.max(1, Math.round(factor * size * perMajor));
  const count = Math.max(1, Math.ceil(largest / step));
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  const top = (step * count) / perMajor;
  const unit = (indian ? indianUnits : units).find(([from]) => top >= from)?.[1] ?? 'one';
  return { ticks, unit, perUnit: sizes[unit] * perMajor };
}
