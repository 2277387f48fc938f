import { RecordEditor } from '../editors/record-editor';
import type { FilterEditorProps } from '../field-kind';
import { textsOf } from '../value-guards';

/** A link to a record of any kind; filters write it `deal:<id>`. */
export function RecordFilter({ ctx, op, value, onChange }: FilterEditorProps) {
  const [first] = op === 'in' ? textsOf(value) : [value];
  const [kind, id] = typeof first === 'string' ? first.split(':') : [];
  return (
    <RecordEditor
      ctx={ctx}
      size="md"
      value={kind && id ? { kind, id } : null}
      onChange={(next) => {
        const link = next as { kind: string; id: string } | null;
        const text = link && `${link.kind}:${link.id}`;
        onChange(op === 'in' ? (text ? [text] : []) : text);
      }}
      aria-label={ctx.label}
    />
  );
}
