import { useEffect, useRef, useState, type FormEvent } from 'react';
import { OfflineError } from '@/api/offline-error';
import { isProblem, type ProblemError } from '@/api/problem-error';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';

type Values<Name extends string> = Record<Name, string>;
type Errors<Name extends string> = Partial<Record<Name, string>>;

interface AuthFormOptions<Name extends string> {
  names: readonly Name[];
  /** What is wrong with a value before the server is asked, in words. */
  check: (values: Values<Name>) => Errors<Name>;
  submit: (values: Values<Name>) => Promise<void>;
  /** The words for a refusal that is not about one field. */
  explain?: (problem: ProblemError) => string | undefined;
}

/**
 * A form of the gate. The browser holds the values, so that password managers fill it in as they like;
 * they are read when it is sent.
 */
export function useAuthForm<Name extends string>({ names, check, submit, explain }: AuthFormOptions<Name>) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Errors<Name>>({});
  const [failure, setFailure] = useState<string>();
  const [pending, setPending] = useState(false);
  const [wait, setWait] = useState(0);

  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const show = (found: Errors<Name>) => {
    setErrors(found);
    const first = names.find((name) => found[name] !== undefined);
    const field = first && form.current?.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
    return first !== undefined;
  };

  const refuse = (error: unknown) => {
    if (!isProblem(error)) {
      setFailure(t(error instanceof OfflineError ? 'auth.offline' : 'auth.failed'));
      return;
    }
    if (error.code === 'too_many_requests') {
      setWait(error.retryAfter ?? 60);
      return;
    }
    const found: Errors<Name> = {};
    for (const item of error.errors) {
      const name = names.find((candidate) => candidate === item.field);
      if (name) found[name] = fieldErrorText(item);
    }
    if (!show(found)) setFailure(explain?.(error) ?? t('auth.failed'));
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending || wait > 0) return;
    const data = new FormData(event.currentTarget);
    const read = (name: Name) => [name, String(data.get(name) ?? '')] as const;
    const values = Object.fromEntries(names.map(read)) as Values<Name>;
    setFailure(undefined);
    if (show(check(values))) return;
    setPending(true);
    try {
      await submit(values);
    } catch (error) {
      refuse(error);
    } finally {
      setPending(false);
    }
  };

  return {
    pending,
    waiting: wait > 0,
    /** What is wrong with the whole, if anything. It counts down while the server wants to be left alone. */
    failure: wait > 0 ? t('error.too_many', { seconds: wait }) : failure,
    errors,
    formProps: {
      ref: form,
      noValidate: true,
      onSubmit: (event: FormEvent<HTMLFormElement>) => void onSubmit(event),
      onInput: (event: FormEvent<HTMLFormElement>) => {
        const target = event.target as HTMLInputElement;
        const name = names.find((candidate) => candidate === target.name);
        if (name && errors[name] !== undefined) setErrors({ ...errors, [name]: undefined });
      },
    },
  };
}
