/** How long the trash keeps something. */
const KEPT_DAYS = 30;

/** Whole days until a deleted record is gone for good; a day that has begun counts. */
export function daysLeft(deletedAt: string | null, now = new Date()): number {
  if (!deletedAt) return KEPT_DAYS;
  const gone = Date.parse(deletedAt) + KEPT_DAYS * 86_400_000;
  return Math.max(0, Math.ceil((gone - now.getTime()) / 86_400_000));
}
