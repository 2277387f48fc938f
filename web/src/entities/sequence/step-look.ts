import { CircleCheck, Hourglass, Mail, Phone, type LucideIcon } from 'lucide-react';
import type { Step, StepKind } from '@/api/sequences';
import type { Translate } from '@/i18n/t';

export const stepKinds: readonly StepKind[] = ['task', 'call', 'email', 'wait'];

export const stepIcons: Readonly<Record<StepKind, LucideIcon>> = {
  task: CircleCheck,
  call: Phone,
  email: Mail,
  wait: Hourglass,
};

/** One line that says what a step is. */
export function stepTitle(t: Translate, step: Step): string {
  if (step.kind === 'wait') return t('sequence.wait_days', { count: step.days ?? 0 });
  return step.subject?.trim() || t(`sequence.kind.${step.kind}`);
}
