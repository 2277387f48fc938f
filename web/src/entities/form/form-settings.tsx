import { useMemo } from 'react';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { fieldGroups, groupLabel } from '@/records/page/field-groups';
import { FieldRow } from '@/records/page/field-row';
import { PanelSection } from '@/records/page/panel-section';
import { targetOf } from './questions';

/** Told above: the name as the title, the questions one by one, the status by its button. */
const ELSEWHERE = new Set(['name', 'questions', 'status']);

/** Everything about a form beside its questions. */
export function FormSettings({ kind, record }: RecordSlotProps) {
  const contexts = useFieldContexts(kind);
  const groups = useMemo(() => fieldGroups(kind, contexts), [kind, contexts]);
  // What leads get says nothing about tickets, and the other way round.
  const other = targetOf(record) === 'ticket' ? 'leads' : 'tickets';
  return groups
    .filter(({ id }) => id !== other)
    .map((group) => (
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
