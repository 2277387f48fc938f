import type { Money } from '@/api/types';

export interface BudgetUse {
  /** Of the budget: 1 is all of it. */
  share: number;
  tone: 'neutral' | 'warning' | 'danger';
}

/** From here on it is time to look. */
const NEARLY = 0.9;

/** How much of a budget is spent; null where the two cannot be compared. */
export function budgetUse(spend: Money | null, budget: Money | null): BudgetUse | null {
  if (!spend || !budget || budget.amount <= 0 || spend.currency !== budget.currency) return null;
  const share = spend.amount / budget.amount;
  return { share, tone: share > 1 ? 'danger' : share > NEARLY ? 'warning' : 'neutral' };
}
