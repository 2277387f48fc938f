import type { KindMeta, RecordRow } from '@/api/types';
import { isEmpty } from '../fields/schemas';
import { useFieldContexts } from '../fields/use-field-contexts';
import { useEntity } from '../model/entities-context';
import { readField } from '../model/field-path';
import { FieldValue } from './field-value';

/** The few facts one wants to know first. Phones show the two most important, without labels. */
export function RecordFacts({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const entity = useEntity(kind);
  const contexts = useFieldContexts(kind);
  const wanted = entity?.highlights ?? kind.default_columns;
  const facts = wanted
    .filter((path) => path !== 'title' && !kind.title_fields.includes(path))
    .flatMap((path) => contexts.get(path) ?? [])
    .map((ctx) => ({ ctx, value: readField(record, ctx.path) }))
    .slice(0, 6);
  if (facts.length === 0) return null;
  const known = facts
    .filter(({ ctx, value }) => !isEmpty(value) && !kind.subtitle_fields.includes(ctx.path))
    .slice(0, 2);
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-3 pt-3.5 pb-4 max-md:hidden">
        {facts.map(({ ctx, value }) => (
          <div key={ctx.path} className="min-w-0">
            <dt className="mb-0.5 text-12 text-ink-3">{ctx.label}</dt>
            <dd className="flex max-w-52 items-center gap-1.5 truncate font-medium whitespace-nowrap tabular-nums">
              {isEmpty(value) ? (
                <span className="font-normal text-ink-3">–</span>
              ) : (
                <FieldValue ctx={ctx} record={record} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {known.length > 0 && (
        <dl className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1 pt-1.5 text-15 tabular-nums md:hidden">
          {known.map(({ ctx }, index) => (
            <div key={ctx.path} className={index === 0 ? 'font-semibold' : 'text-ink-2'}>
              <dt className={index === 0 ? 'sr-only' : 'inline'}>{ctx.label} </dt>
              <dd className="inline">
                <FieldValue ctx={ctx} record={record} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
