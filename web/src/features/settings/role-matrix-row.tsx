import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { FieldAccessList } from './field-access-list';
import { GrantSelect } from './grant-select';
import { matrixColumns } from './matrix-columns';
import { actions, reaches, reachOf, restrictedFields, setReach, setRow, type Grants } from './role-grants';
import { RowMenu } from './row-menu';

interface RoleMatrixRowProps {
  kind: KindMeta;
  grants: Grants;
  locked: boolean;
  onChange: (grants: Grants) => void;
}

/** A kind: six reaches, and its fields when opened. */
export function RoleMatrixRow({ kind, grants, locked, onChange }: RoleMatrixRowProps) {
  const t = useT();
  const fieldsId = useId();
  const [open, setOpen] = useState(false);
  const label = kindLabel(kind);
  const restricted = restrictedFields(grants, kind.key);
  return (
    <div role="group" aria-label={label} className="border-b border-hairline py-1 max-md:py-3">
      <div
        className={`${matrixColumns} max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-y-2`}
      >
        <div className="flex items-center gap-1">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? fieldsId : undefined}
            className="-ml-1 flex min-h-7 min-w-0 items-center gap-1 rounded-ctl pr-2 pl-1 font-medium hover:bg-hover pointer-coarse:min-h-11"
            onClick={() => setOpen(!open)}
          >
            <ChevronRight
              size={14}
              strokeWidth={2}
              aria-hidden="true"
              className={cn('shrink-0 text-ink-3', open && 'rotate-90')}
            />
            <span className="truncate">{label}</span>
            <span className="sr-only">, {t('settings.roles.fields')}</span>
          </button>
          {restricted > 0 && (
            <span className="text-12 text-ink-3">
              {t('settings.roles.restricted', { count: restricted })}
            </span>
          )}
        </div>
        <div className="contents max-md:order-last max-md:col-span-2 max-md:grid max-md:grid-cols-3 max-md:gap-2">
          {actions.map((action) => (
            <GrantSelect
              key={action}
              label={t(`settings.action.${action}`)}
              value={reachOf(grants, kind.key, action)}
              options={reaches.map((reach) => ({ value: reach, label: t(`settings.reach.${reach}`) }))}
              quiet="none"
              locked={locked}
              onChange={(reach) => onChange(setReach(grants, kind.key, action, reach))}
            />
          ))}
        </div>
        {!locked && (
          <RowMenu
            name={label}
            entries={reaches.map((reach) => ({
              type: 'item',
              id: reach,
              label: t('settings.roles.whole_row', { reach: t(`settings.reach.${reach}`) }),
              onSelect: () => onChange(setRow(grants, kind.key, reach)),
            }))}
          />
        )}
      </div>
      {open && (
        <FieldAccessList id={fieldsId} kind={kind} grants={grants} locked={locked} onChange={onChange} />
      )}
    </div>
  );
}
