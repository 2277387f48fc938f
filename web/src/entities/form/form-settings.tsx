import { useMemo } from 'react';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { fieldGroups, groupLabel } from '@/records/page/field-groups';
import { FieldRow } from '@/records/page/field-row';
import { PanelSection } from '@/records/page/panel-section';

/** Told above: the name as the title, the questions one by one, the status by its button. */
const ELSEWHERE = new Set(['name', 'questions', 'status']);

/** Everything about a form beside its questions. */
export function FormSettings({ kind, record }: RecordSlotProps) {
  const contexts = useFieldContexts(kind);
  const groups = useMemo(() => fieldGroups(kind, contexts), [kind, contexts]);
  return groups.map((group) => (
    <PanelSection key={group.id} title={groupLabel(group.id)}>
      <dl>
        {group.contexts
          .filter(({ path }) => !ELSEWHERE.has(path))
          .map((ctx) => (
            <FieldRow key={ctx.path} ctx={ctx} record={record} />
          ))}
      </dl>
    </PanelSection>
  ));
}
