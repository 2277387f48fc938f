import type { KindMeta } from '@/api/types';
import { fieldLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { GrantSelect } from './grant-select';
import { accessOf, fieldAccesses, setAccess, type Grants } from './role-grants';

interface FieldAccessListProps {
  id: string;
  kind: KindMeta;
  grants: Grants;
  locked: boolean;
  onChange: (grants: Grants) => void;
}

/** Per field: hidden, seen, or written like the record itself. */
export function FieldAccessList({ id, kind, grants, locked, onChange }: FieldAccessListProps) {
  const t = useT();
  return (
    <ul
      id={id}
      aria-label={t('settings.roles.fields')}
      className="mt-2 mb-3 grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-x-6 gap-y-1 pl-5 max-md:pl-0"
    >
      {kind.fields.map((field) => {
        // What nobody writes can only be shown or hidden.
        const choices = field.read_only ? (['hidden', 'write'] as const) : fieldAccesses;
        const access = accessOf(grants, kind.key, field.key);
        return (
          <li key={field.key} className="grid grid-cols-[minmax(0,1fr)_104px] items-center gap-2">
            <span aria-hidden="true" className="truncate text-ink-2">
              {fieldLabel(kind, field)}
            </span>
            <GrantSelect
              label={fieldLabel(kind, field)}
              labelHidden
              value={field.read_only && access === 'read' ? 'write' : access}
              options={choices.map((choice) => ({
                value: choice,
                label: t(
                  field.read_only && choice === 'write'
                    ? 'settings.access.read'
                    : `settings.access.${choice}`,
                ),
              }))}
              quiet="write"
              locked={locked}
              onChange={(chosen) => onChange(setAccess(grants, kind.key, field.key, chosen))}
            />
          </li>
        );
      })}
    </ul>
  );
}
