import { Plus, X } from 'lucide-react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { fieldsByPath, labelOf } from '@/records/model/kind-fields';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Select } from '@/ui/select';
import { FieldPicker } from './field-picker';
import { groupFields, isDated, MOST_GROUPS, readGroup, spans } from './measures';

interface BuilderGroupsProps {
  kind: KindMeta;
  groups: readonly string[];
  onChange: (groups: string[]) => void;
}

/** By what figures are told apart: nothing, one thing or two. */
export function BuilderGroups({ kind, groups, onChange }: BuilderGroupsProps) {
  const t = useT();
  const fields = groupFields(kind);
  const fieldAt = (path: string) => fieldsByPath(kind).get(path);
  const withSpan = (path: string) => (isDated(fieldAt(path)) ? `${path}:month` : path);
  const taken = groups.map((group) => readGroup(group).field);
  const free = fields.find(({ path }) => !taken.includes(path));
  const put = (index: number, group: string) =>
    onChange(groups.map((one, at) => (at === index ? group : one)));
  return (
    <>
      <ul className="grid gap-2">
        {groups.map((group, index) => {
          const { field, span } = readGroup(group);
          const meta = fieldAt(field);
          return (
            <li key={field} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1">
              <div className="grid gap-1">
                <FieldPicker
                  label={t('reports.builder.group', { number: index + 1 })}
                  value={field}
                  fields={fields.filter(({ path }) => path === field || !taken.includes(path))}
                  onChange={(path) => put(index, withSpan(path))}
                />
                {span && (
                  <Select
                    size="md"
                    aria-label={t('reports.builder.span')}
                    value={span}
                    options={spans.map((one) => ({ value: one, label: t(`reports.by_span.${one}`) }))}
                    onValueChange={(next) => put(index, `${field}:${next}`)}
                  />
                )}
              </div>
              <IconButton
                label={t('reports.builder.remove', { name: meta ? labelOf(kind, meta) : field })}
                icon={<X size={14} strokeWidth={2} />}
                onClick={() => onChange(groups.filter((_, at) => at !== index))}
              />
            </li>
          );
        })}
      </ul>
      {groups.length < MOST_GROUPS && free && (
        <Button
          size="sm"
          variant="ghost"
          className="justify-self-start"
          icon={<Plus size={16} strokeWidth={1.75} />}
          onClick={() => onChange([...groups, withSpan(free.path)])}
        >
          {t('reports.builder.add_group')}
        </Button>
      )}
    </>
  );
}
