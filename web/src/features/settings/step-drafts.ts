import type { Step, StepKind } from '@/api/sequences';
import type { Translate } from '@/i18n/t';

/** A step while it is written. What another kind of step needs is kept until it is saved. */
export interface StepDraft {
  key: string;
  kind: StepKind;
  subject: string;
  text: string;
  days: string;
}

export function newDraft(kind: StepKind): StepDraft {
  return { key: crypto.randomUUID(), kind, subject: '', text: '', days: '2' };
}

/** The steps of a sequence, or a first one for a new sequence. */
export function draftsOf(steps: readonly Step[]): StepDraft[] {
  if (steps.length === 0) return [newDraft('call')];
  return steps.map(({ kind, subject = '', text = '', days }) => ({
    ...newDraft(kind),
    subject,
    text,
    days: String(days ?? 2),
  }));
}

export function toSteps(drafts: readonly StepDraft[]): Step[] {
  return drafts.map(({ kind, subject, text, days }) =>
    kind === 'wait'
      ? { kind, days: /^\d+$/.test(days.trim()) ? Number(days) : 0 }
      : { kind, subject: subject.trim(), ...(text.trim() && { text: text.trim() }) },
  );
}

const PLACEHOLDERS = new Set(['first_name', 'last_name', 'company', 'job_title', 'my_name']);

/** The first name in braces that nothing stands for. */
function unknownPlaceholder(text: string): string | undefined {
  const named = [...text.matchAll(/\{([a-z_]+)(?:\|[^}]*)?\}/g)].map((match) => match[1] ?? '');
  return named.find((name) => !PLACEHOLDERS.has(name));
}

/** What is plainly missing, by the names that the server uses too. */
export function checkSteps(t: Translate, steps: readonly Step[]): Map<string, string> {
  const found = new Map<string, string>();
  if (steps.length === 0) found.set('steps', t('sequence.needs_step'));
  for (const [index, step] of steps.entries()) {
    const path = `steps.${index}`;
    if (step.kind !== 'wait' && !step.subject) found.set(`${path}.subject`, t('field_error.required'));
    for (const part of ['subject', 'text'] as const) {
      const name = unknownPlaceholder(step[part] ?? '');
      if (name !== undefined) found.set(`${path}.${part}`, t('sequence.no_placeholder', { name }));
    }
    if (step.kind === 'wait' && ((step.days ?? 0) < 1 || (step.days ?? 0) > 260)) {
      found.set(`${path}.days`, t('sequence.days_range'));
    }
    if (step.kind === 'wait' && index === steps.length - 1)
      found.set(`${path}.kind`, t('sequence.last_waits'));
  }
  return found;
}
