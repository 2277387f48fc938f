import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useBootstrap, findKind } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { cn } from '@/lib/cn';
import { kindOf } from '../fields/field-kinds';
import { useFieldContexts } from '../fields/use-field-contexts';
import { useEntity } from '../model/entities-context';
import { readField, readIncluded } from '../model/field-path';
import { RecordAvatar } from '../table/record-avatar';
import { RecordTitle } from './record-title';

/** Who or what this is. */
export function RecordHead({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const bootstrap = useBootstrap();
  const contexts = useFieldContexts(kind);
  const avatar = useEntity(kind)?.avatar;
  const shaped = avatar === 'person' || avatar === 'company';
  const parts = kind.subtitle_fields.flatMap((path) => {
    const ctx = contexts.get(path);
    if (!ctx) return [];
    const included = readIncluded(record, path);
    const target = included && ctx.field.target ? findKind(bootstrap, ctx.field.target) : undefined;
    if (included && target) {
      return {
        path,
        node: (
          <Link
            to="/$plural/$id"
            params={{ plural: target.plural, id: included.id }}
            className="hover:underline"
          >
            {included.title}
          </Link>
        ),
      };
    }
    const text = kindOf(ctx.field).format(readField(record, path), ctx, record);
    return text ? { path, node: text } : [];
  });
  return (
    <div className="flex items-center gap-3">
      <span className={cn('max-md:hidden', !shaped && 'rounded-card bg-sunken dark:bg-hover')}>
        <RecordAvatar kind={kind} record={record} size={40} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col max-md:flex-col-reverse">
        <RecordTitle kind={kind} record={record} />
        {parts.length > 0 && (
          <p className="text-ink-2 max-md:mb-1">
            {parts.map(({ path, node }, index) => (
              <Fragment key={path}>
                {index > 0 && ' · '}
                {node}
              </Fragment>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}
