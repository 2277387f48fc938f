import { Link } from '@tanstack/react-router';
import type { KindMeta, RecordRow } from '@/api/types';
import { kindOf } from '../fields/field-kinds';
import { useFieldContexts } from '../fields/use-field-contexts';
import { readField } from '../model/field-path';
import { RecordAvatar } from '../table/record-avatar';

interface RelatedRowProps {
  kind: KindMeta;
  record: RecordRow;
  /** The field that leads back to where one is: it says nothing new. */
  by: string;
}

/** A related record in one line: its shape, its title, and the first thing worth knowing about it. */
export function RelatedRow({ kind, record, by }: RelatedRowProps) {
  const contexts = useFieldContexts(kind);
  const detail = kind.subtitle_fields
    .filter((path) => path !== by)
    .flatMap((path) => contexts.get(path) ?? [])
    .map((ctx) => kindOf(ctx.field).format(readField(record, ctx.path), ctx, record))
    .find((text) => text !== '');
  return (
    <Link
      to="/$plural/$id"
      params={{ plural: kind.plural, id: record.id }}
      className="focus-inset flex h-[34px] min-w-0 items-center gap-2.5 px-5 hover:bg-hover max-md:h-11 max-md:px-4"
    >
      <RecordAvatar kind={kind} record={record} size={24} />
      <span className="min-w-0 flex-1 truncate font-medium">{record.title}</span>
      {detail && <span className="max-w-32 shrink-0 truncate text-12 text-ink-3 tabular-nums">{detail}</span>}
    </Link>
  );
}
