import { Plus, Trash2 } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { SegmentedControl } from '@/ui/segmented-control';
import type { FieldContext } from '../model/field-context';
import {
  appendAt,
  childrenOf,
  countConditions,
  groupOf,
  isCondition,
  isGroup,
  joinerOf,
  MAX_CONDITIONS,
  MAX_DEPTH,
  replaceAt,
  type FilterGroup,
  type FilterPath,
} from '../model/filter-tree';
import { newCondition } from './condition-draft';
import { ConditionRow } from './condition-row';

export interface GroupEditorProps {
  root: FilterGroup;
  /** The group that this edits. */
  group: FilterGroup;
  path: FilterPath;
  onChange: (root: FilterGroup) => void;
  contexts: ReadonlyMap<string, FieldContext>;
  filterable: readonly FieldContext[];
}

/** Conditions and groups joined by "and" or "or"; groups stand inside groups. */
export function GroupEditor({ root, group, path, onChange, contexts, filterable }: GroupEditorProps) {
  const t = useT();
  const children = childrenOf(group);
  const full = countConditions(root) >= MAX_CONDITIONS;
  const [first] = filterable;
  return (
    <div
      role="group"
      aria-label={t('records.filter.group')}
      className={path.length === 0 ? 'grid gap-2' : 'grid gap-2 border-l-2 border-line pl-3'}
    >
      <div className="flex items-center gap-2">
        <SegmentedControl
          label={t('records.filter.joiner')}
          value={joinerOf(group)}
          segments={[
            { value: 'and', label: t('records.filter.all') },
            { value: 'or', label: t('records.filter.any') },
          ]}
          onValueChange={(joiner) => onChange(replaceAt(root, path, groupOf(joiner, children)))}
        />
        {path.length > 0 && (
          <IconButton
            size="sm"
            className="ml-auto"
            label={t('records.filter.remove_group')}
            icon={<Trash2 size={14} strokeWidth={2} />}
            onClick={() => onChange(replaceAt(root, path, null))}
          />
        )}
      </div>
      {children.map((child, index) => {
        const at = [...path, index];
        const inner = 'not' in child ? child.not : child;
        if (isGroup(inner)) {
          return (
            <div key={index} className="grid gap-1">
              {'not' in child && <p className="text-12 text-ink-3">{t('records.filter.not')}</p>}
              <GroupEditor
                root={root}
                group={inner}
                path={'not' in child ? [...at, 0] : at}
                onChange={onChange}
                contexts={contexts}
                filterable={filterable}
              />
            </div>
          );
        }
        if (!isCondition(inner)) return null;
        return (
          <ConditionRow
            key={index}
            condition={inner}
            negated={'not' in child}
            contexts={contexts}
            filterable={filterable}
            onChange={(condition) => onChange(replaceAt(root, 'not' in child ? [...at, 0] : at, condition))}
            onRemove={() => onChange(replaceAt(root, at, null))}
          />
        );
      })}
      <div className="flex flex-wrap gap-1">
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus size={16} strokeWidth={1.75} />}
          disabled={full || !first}
          onClick={() => first && onChange(appendAt(root, path, newCondition(first)))}
        >
          {t('records.filter.add_condition')}
        </Button>
        {path.length < MAX_DEPTH - 1 && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus size={16} strokeWidth={1.75} />}
            disabled={full || !first}
            onClick={() =>
              first &&
              onChange(
                appendAt(
                  root,
                  path,
                  groupOf(joinerOf(group) === 'and' ? 'or' : 'and', [newCondition(first)]),
                ),
              )
            }
          >
            {t('records.filter.add_group')}
          </Button>
        )}
      </div>
    </div>
  );
}
