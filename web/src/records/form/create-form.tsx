import { ChevronDown } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { keyCaps } from '@/lib/shortcut';
import { useHotkeys } from '@/lib/use-hotkeys';
import { Button } from '@/ui/button';
import { Kbd } from '@/ui/kbd';
import { fieldPath } from '../model/field-path';
import { CreateField } from './create-field';
import type { CreateDefaults } from './create-store';
import { DuplicateHint } from './duplicate-hint';
import { useCreateForm } from './use-create-form';

interface CreateFormProps {
  kind: KindMeta;
  defaults: CreateDefaults;
  onDirty: () => void;
  onCancel: () => void;
  onDone: () => void;
}

/** The fields of a new record: the usual ones, the others on request. */
export function CreateForm({ kind, defaults, onDirty, onCancel, onDone }: CreateFormProps) {
  const t = useT();
  const element = useRef<HTMLFormElement>(null);
  const [wide, setWide] = useState(false);
  const { form, fields, trouble, submit } = useCreateForm({
    kind,
    defaults,
    element,
    onDone,
    onHidden: () => setWide(true),
  });
  const { isSubmitting } = form.formState;
  const keys = useMemo(
    () => [{ shortcut: 'mod+enter', whileTyping: true, run: () => element.current?.requestSubmit() }],
    [],
  );
  useHotkeys(keys, 'overlay');
  const field = (meta: (typeof fields.first)[number], first: boolean) => (
    <CreateField
      key={fieldPath(meta)}
      kind={kind}
      field={meta}
      control={form.control}
      defaults={defaults}
      autoFocus={first}
      onChange={onDirty}
    />
  );
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit('close');
      }}
      className="grid gap-4"
    >
      {fields.first.map((meta, index) => field(meta, index === 0))}
      <DuplicateHint kind={kind} control={form.control} />
      {fields.more.length > 0 && (
        <button
          type="button"
          aria-expanded={wide}
          onClick={() => setWide(!wide)}
          className="flex h-8 items-center gap-1.5 justify-self-start rounded-ctl font-medium text-ink-2 hover:text-ink pointer-coarse:h-11"
        >
          <ChevronDown size={14} strokeWidth={2} className={cn(!wide && '-rotate-90')} aria-hidden="true" />
          {t('form.more', { count: fields.more.length })}
        </button>
      )}
      {wide && fields.more.map((meta) => field(meta, false))}
      {trouble && (
        <p role="alert" className="text-danger">
          {trouble}
        </p>
      )}
      <div className="sticky bottom-[-20px] -mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-raised px-5 py-3 max-md:bottom-[-16px] max-md:-mx-4 max-md:-mb-4 max-md:px-4">
        <span aria-hidden="true" className="mr-auto flex gap-1 pointer-coarse:hidden">
          {keyCaps('mod+enter').map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button disabled={isSubmitting} onClick={() => void submit('again')}>
          {t('form.create_again')}
        </Button>
        <Button variant="primary" type="submit" loading={isSubmitting}>
          {t('form.create')}
        </Button>
      </div>
    </form>
  );
}
