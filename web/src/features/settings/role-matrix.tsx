import { ChevronDown } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { matrixColumns } from './matrix-columns';
import { actions, reaches, setColumn, type Grants } from './role-grants';
import { RoleMatrixRow } from './role-matrix-row';

interface RoleMatrixProps {
  grants: Grants;
  locked: boolean;
  onChange: (grants: Grants) => void;
}

/** Kinds down, actions across: how far each reaches. On phones every kind is a block of its own. */
export function RoleMatrix({ grants, locked, onChange }: RoleMatrixProps) {
  const t = useT();
  // A part of a record has the rights of what it belongs to.
  const kinds = useBootstrap().kinds.filter(({ capabilities }) => !capabilities.includes('part'));
  const groups = [
    { id: 'records' as const, kinds: kinds.filter(({ group }) => group !== 'system') },
    { id: 'settings' as const, kinds: kinds.filter(({ group }) => group === 'system') },
  ];
  return (
    <>
      {groups.map((group) => (
        <section key={group.id} aria-label={t(`settings.roles.group.${group.id}`)} className="mt-6">
          <div className={`${matrixColumns} min-h-8 border-b border-line`}>
            <h2 className="font-semibold">{t(`settings.roles.group.${group.id}`)}</h2>
            {actions.map((action) => (
              <div key={action} className="text-12 font-medium text-ink-3 max-md:hidden">
                {locked ? (
                  <span className="pl-2">{t(`settings.action.${action}`)}</span>
                ) : (
                  <DropdownMenu
                    label={t('settings.roles.column', { action: t(`settings.action.${action}`) })}
                    entries={reaches.map((reach) => ({
                      type: 'item',
                      id: reach,
                      label: t(`settings.reach.${reach}`),
                      onSelect: () =>
                        onChange(
                          setColumn(
                            grants,
                            group.kinds.map(({ key }) => key),
                            action,
                            reach,
                          ),
                        ),
                    }))}
                    trigger={
                      <button
                        type="button"
                        aria-label={t('settings.roles.column', { action: t(`settings.action.${action}`) })}
                        className="inline-flex h-7 items-center gap-1 rounded-ctl px-2 hover:bg-hover hover:text-ink"
                      >
                        {t(`settings.action.${action}`)}
                        <ChevronDown size={12} strokeWidth={2} aria-hidden="true" />
                      </button>
                    }
                  />
                )}
              </div>
            ))}
          </div>
          {group.kinds.map((kind) => (
            <RoleMatrixRow key={kind.key} kind={kind} grants={grants} locked={locked} onChange={onChange} />
          ))}
        </section>
      ))}
    </>
  );
}
