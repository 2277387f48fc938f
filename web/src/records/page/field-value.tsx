import { Link } from '@tanstack/react-router';
import { useKind } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { Avatar } from '@/ui/avatar';
import { kindOf } from '../fields/field-kinds';
import { referenceTo } from '../fields/reference-value';
import { Markdown } from '../markdown/markdown';
import { useEntity } from '../model/entities-context';
import type { FieldContext } from '../model/field-context';
import { readField } from '../model/field-path';

interface FieldValueProps {
  ctx: FieldContext;
  record: RecordRow;
}

/** A value as a page shows it: whole names, and a reference leads to what it names. */
export function FieldValue({ ctx, record }: FieldValueProps) {
  const value = readField(record, ctx.path);
  const target = useKind(ctx.field.target ?? '');
  const Replaced = useEntity(ctx.kind)?.cells?.[ctx.path];
  const entry = ctx.field.type === 'reference' ? referenceTo(ctx, value, record) : null;
  if (entry?.hue !== undefined) {
    return (
      <span className="inline-flex min-w-0 items-center gap-1.5">
        <Avatar name={entry.title} hue={entry.hue} picture={entry.picture} />
        <span className="truncate">{entry.title}</span>
      </span>
    );
  }
  if (entry && target?.capabilities.includes('page') && entry.color === undefined) {
    return (
      <Link
        to="/$plural/$id"
        params={{ plural: target.plural, id: entry.id }}
        className="inline-flex min-h-6 max-w-full items-center text-link hover:underline"
      >
        <span className="truncate">{entry.title}</span>
      </Link>
    );
  }
  if (ctx.field.type === 'markdown' && typeof value === 'string') return <Markdown text={value} />;
  const Cell = Replaced ?? kindOf(ctx.field).Cell;
  return <Cell value={value} record={record} ctx={ctx} />;
}
