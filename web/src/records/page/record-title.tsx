import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useMe } from '@/api/bootstrap';
import type { FieldMeta, KindMeta, RecordRow } from '@/api/types';
import { fieldLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useHotkeys } from '@/lib/use-hotkeys';
import { fieldPath, readField } from '../model/field-path';
import { findField } from '../model/kind-fields';
import { mayWrite } from '../model/permissions';
import { usePageUpdate } from './use-page-update';

type Texts = Record<string, string>;

/** The title, edited where it stands. A person's name has two boxes. */
export function RecordTitle({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const me = useMe();
  const update = usePageUpdate(kind);
  const [draft, setDraft] = useState<Texts | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const fields = kind.title_fields.flatMap((path) => findField(kind, path) ?? []);
  const editable =
    fields.length > 0 && fields.every((field) => field.type === 'text' && mayWrite(field, kind, record, me));
  const begin = () => setDraft(textsOf(fields, record));
  useHotkeys([{ shortcut: 'E', when: () => editable && draft === null, run: begin }]);

  if (!editable) return <h1 className="text-20 font-semibold break-words">{record.title}</h1>;
  if (draft === null) {
    return (
      <h1 className="-mx-1.5 min-w-0">
        <button
          ref={button}
          type="button"
          aria-label={t('page.rename', { title: record.title })}
          onClick={begin}
          className="max-w-full rounded-ctl px-1.5 text-left text-20 font-semibold break-words hover:bg-hover"
        >
          {record.title}
        </button>
      </h1>
    );
  }

  const stop = (refocus: boolean) => {
    setDraft(null);
    if (refocus) requestAnimationFrame(() => button.current?.focus());
  };
  const commit = (refocus: boolean) => {
    const before = textsOf(fields, record);
    const values = Object.fromEntries(
      Object.entries(draft)
        .map(([path, text]) => [path, text.trim()] as const)
        .filter(([path, text]) => text !== before[path])
        .map(([path, text]) => [path, text === '' ? null : text]),
    );
    const empty = Object.values(draft).every((text) => text.trim() === '');
    stop(refocus);
    if (!empty && Object.keys(values).length > 0) void update(record, { id: record.id, values });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit(true);
    if (event.key === 'Escape') stop(true);
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) commit(false);
  };
  return (
    <div className="-mx-1.5 flex min-w-0 gap-1.5" onBlur={onBlur}>
      {fields.map((field, index) => {
        const path = fieldPath(field);
        return (
          <input
            key={path}
            ref={index === 0 ? focusOnce : undefined}
            value={draft[path] ?? ''}
            aria-label={fieldLabel(kind, field)}
            placeholder={fieldLabel(kind, field)}
            maxLength={field.max_length ?? undefined}
            onChange={(event) => setDraft({ ...draft, [path]: event.target.value })}
            onKeyDown={onKeyDown}
            className="h-7 w-full max-w-[480px] min-w-0 rounded-ctl bg-surface px-1.5 text-20 font-semibold ring-2 ring-ring outline-none"
          />
        );
      })}
    </div>
  );
}

function focusOnce(element: HTMLInputElement | null): void {
  element?.focus();
  element?.select();
}

function textsOf(fields: readonly FieldMeta[], record: RecordRow): Texts {
  return Object.fromEntries(
    fields.map((field) => {
      const value = readField(record, fieldPath(field));
      return [fieldPath(field), typeof value === 'string' ? value : ''];
    }),
  );
}
