import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState, type RefObject } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import { isProblem } from '@/api/problem-error';
import type { KindMeta, RecordRow } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { fieldPath } from '../model/field-path';
import { failureText } from '../mutations/failure-text';
import { useCreateRecord } from '../mutations/use-create-record';
import type { CreateDefaults } from './create-store';
import { formFields, sentValues, startValues } from './form-fields';
import { fieldResolver, formName, pathOf, type FormValues } from './form-resolver';
import { mapServerErrors } from './server-errors';

interface CreateFormOptions {
  kind: KindMeta;
  defaults: CreateDefaults;
  element: RefObject<HTMLFormElement | null>;
  onDone: () => void;
  /** A field that is not on the screen has an error, so it has to be. */
  onHidden: () => void;
}

type After = 'close' | 'again';

/** State and sending of the form for a new record. */
export function useCreateForm({ kind, defaults, element, onDone, onHidden }: CreateFormOptions) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useCreateRecord(kind);
  const [trouble, setTrouble] = useState<string | null>(null);
  const fields = useMemo(() => formFields(kind, defaults), [kind, defaults]);
  const all = useMemo(() => [...fields.first, ...fields.more], [fields]);
  const start = useMemo(() => byName(startValues(kind, all, defaults, me)), [kind, all, defaults, me]);
  const form = useForm<FormValues>({
    defaultValues: start,
    resolver: useMemo(() => fieldResolver(all), [all]),
    shouldFocusError: false,
  });
  const sending = useRef(false);
  // The same words sent again after a lost answer are the same attempt, so they make one record.
  const attempt = useRef({ body: '', key: '' });

  const focusFirstError = (names: readonly string[]) => {
    if (names.length === 0) return;
    if (names.some((name) => fields.more.some((field) => fieldPath(field) === pathOf(name)))) onHidden();
    requestAnimationFrame(() =>
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  };
  /** Puts the complaints beside their fields, and answers which those are. */
  const refuse = (error: unknown): string[] => {
    if (!isProblem(error) || error.errors.length === 0) {
      setTrouble(failureText(error));
      return [];
    }
    const mapped = mapServerErrors(error.errors, all.map(fieldPath));
    for (const { name, code, message } of mapped.fields) {
      form.setError(formName(name), { type: code, message });
    }
    setTrouble(mapped.others.map((other) => `${other.field}: ${fieldErrorText(other)}`).join(' ') || null);
    return mapped.fields.map(({ name }) => formName(name));
  };
  const accept = (record: RecordRow, after: After) => {
    attempt.current = { body: '', key: '' };
    toast.success(t('form.created', { title: record.title }), {
      action: kind.capabilities.includes('page')
        ? {
            label: t('form.open'),
            onClick: () =>
              void navigate({ to: '/$plural/$id', params: { plural: kind.plural, id: record.id } }),
          }
        : undefined,
    });
    // Wherever the new record is counted or listed beside another one.
    void client.invalidateQueries({
      predicate: ({ queryKey }) =>
        ['related', 'related-to', 'timeline', 'pinned'].includes(String(queryKey[1])),
    });
    if (after === 'close') {
      onDone();
      return;
    }
    form.reset(start);
    element.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  };
  const submit = async (after: After) => {
    if (sending.current) return;
    sending.current = true;
    setTrouble(null);
    let wrong: string[] = [];
    try {
      await form.handleSubmit(
        async (values) => {
          const body = sentValues(byPath(values));
          const text = JSON.stringify(body);
          if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
          try {
            accept(await create.mutateAsync({ values: body, key: attempt.current.key }), after);
          } catch (error) {
            wrong = refuse(error);
          }
        },
        (errors) => {
          wrong = Object.keys(errors);
        },
      )();
    } finally {
      sending.current = false;
    }
    focusFirstError(wrong);
  };
  return { form, fields, trouble, submit };
}

const byName = (values: FormValues) =>
  Object.fromEntries(Object.entries(values).map(([path, value]) => [formName(path), value]));
const byPath = (values: FormValues) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [pathOf(name), value]));
