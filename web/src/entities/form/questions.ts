import type { FieldMeta, FieldType, KindMeta, RecordRow } from '@/api/types';
import { fieldPath } from '@/records/model/field-path';

/** What a form asks, as the server keeps it. */
export interface Question {
  /** The field of the lead or ticket; `custom.<key>` for one of the workspace's own. */
  field: string;
  label?: string | null;
  help?: string | null;
  required?: boolean;
  /** Not asked: everything that comes of the form gets `value`. */
  hidden?: boolean;
  value?: unknown;
}

/** What is wrong with single questions: by place and part, such as `2.label`. */
export type QuestionProblems = ReadonlyMap<string, string>;

const SORTS = new Set<FieldType>([
  'text',
  'long_text',
  'email',
  'phone',
  'url',
  'integer',
  'number',
  'date',
  'boolean',
  'select',
  'multi_select',
  'text_list',
]);
/** Filled in by the form's settings and by the visit itself. */
const SET_OTHERWISE = new Set([
  'source',
  'auto_assign',
  'consent',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'status',
  'channel',
]);
/** Ours to judge: a form can set them, but asks nobody. */
const OURS = new Set([
  'stage',
  'score',
  'status_reason',
  'do_not_disturb',
  'budget_note',
  'authority_note',
  'need_note',
  'priority',
]);

export function questionsOf(record: RecordRow): Question[] {
  const list = record['questions'];
  return Array.isArray(list) ? (list as Question[]) : [];
}

/** Whether a form can hold the field; the server decides, this keeps the rest off the screen. */
function fits(field: FieldMeta): boolean {
  return SORTS.has(field.type) && !field.read_only && !SET_OTHERWISE.has(field.key);
}

export function canBeAsked(path: string): boolean {
  return !OURS.has(path);
}

/** The kind of what comes of a form. */
export function targetOf(form: RecordRow): 'lead' | 'ticket' {
  return form['purpose'] === 'ticket' ? 'ticket' : 'lead';
}

/** The fields of leads or tickets that the form does not have yet. */
export function freeFields(target: KindMeta, questions: readonly Question[]): FieldMeta[] {
  const taken = new Set(questions.map(({ field }) => field));
  return target.fields.filter((field) => fits(field) && !taken.has(fieldPath(field)));
}

/** A new question: one that nobody can be asked starts hidden. */
export function newQuestion(path: string): Question {
  return canBeAsked(path)
    ? { field: path, required: path === 'email' || path === 'requester_email' }
    : { field: path, hidden: true };
}

export function changeQuestion(
  questions: readonly Question[],
  at: number,
  change: Partial<Question>,
): Question[] {
  return questions.map((question, index) => (index === at ? { ...question, ...change } : question));
}

/** As it is sent: without what is empty, and without what only hidden or only visible questions have. */
export function tidy(questions: readonly Question[]): Question[] {
  return questions.map(({ field, label, help, required, hidden, value }) =>
    hidden
      ? { field, hidden: true, ...(value === undefined || value === null ? {} : { value }) }
      : {
          field,
          ...(label?.trim() ? { label: label.trim() } : {}),
          ...(help?.trim() ? { help: help.trim() } : {}),
          required: required ?? false,
        },
  );
}
