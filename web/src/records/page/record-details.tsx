import { useMemo } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { useDirectory, useFieldContexts } from '../fields/use-field-contexts';
import { isEmpty } from '../fields/schemas';
import { useEntity } from '../model/entities-context';
import type { FieldContext } from '../model/field-context';
import { readField } from '../model/field-path';
import { fieldGroups, groupLabel } from './field-groups';
import { FieldRow } from './field-row';
import { PanelSection } from './panel-section';
import { RelatedSections } from './related-sections';

/** All fields by group, then what belongs to the record. */
export function RecordDetails({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const format = useFormat();
  const directory = useDirectory();
  const contexts = useFieldContexts(kind);
  const SidebarTop = useEntity(kind)?.slots?.sidebarTop;
  const groups = useMemo(() => fieldGroups(kind, contexts), [kind, contexts]);
  // What Kith computes is worth a line once there is something; the name stands above already.
  const isTold = (ctx: FieldContext) =>
    !(ctx.field.read_only && isEmpty(readField(record, ctx.path))) &&
    !(kind.title_fields.length === 1 && kind.title_fields[0] === ctx.path);
  const author = directory.find('user', record.created_by)?.title;
  return (
    <>
      {SidebarTop && <SidebarTop kind={kind} record={record} />}
      {groups.map((group, index) => (
        <PanelSection
          key={group.id}
          title={groupLabel(group.id)}
          closed={index > 0 && group.contexts.every((ctx) => isEmpty(readField(record, ctx.path)))}
        >
          <dl>
            {group.contexts.filter(isTold).map((ctx) => (
              <FieldRow key={ctx.path} ctx={ctx} record={record} />
            ))}
          </dl>
        </PanelSection>
      ))}
      <RelatedSections kind={kind} record={record} />
      <p className="px-5 py-3 text-12 text-ink-3 max-md:px-4">
        <time dateTime={record.created_at} title={format.full(record.created_at)}>
          {author
            ? t('page.created_by', { when: format.date(record.created_at), name: author })
            : t('page.created', { when: format.date(record.created_at) })}
        </time>
        {' · '}
        <time dateTime={record.updated_at} title={format.full(record.updated_at)}>
          {t('page.updated', { when: format.ago(record.updated_at) })}
        </time>
      </p>
    </>
  );
}
