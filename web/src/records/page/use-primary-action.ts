import { Plus, type LucideIcon } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useCreateStore } from '../form/create-store';
import { fieldPath } from '../model/field-path';
import { useEntityActions } from '../mutations/use-entity-actions';
import { relatedDefaults } from './related-defaults';
import { relatedSets } from './related-kinds';

interface PrimaryAction {
  /** Of the entity's action, so that the menu leaves it out; null where it is none of those. */
  id: string | null;
  label: string;
  icon: LucideIcon;
  run: () => void;
}

/** The one coloured button: the first thing the entity offers now, else the first kind that grows out of this one. */
export function usePrimaryAction(kind: KindMeta, record: RecordRow): PrimaryAction | null {
  const t = useT();
  const bootstrap = useBootstrap();
  const actions = useEntityActions(kind);
  const create = useCreateStore((state) => state.open);
  if (record.deleted_at) return null;
  const action = actions.find((candidate) => !candidate.quiet && candidate.when(record));
  if (action) {
    return {
      id: action.id,
      label: action.label,
      icon: action.icon,
      run: () => action.run(record),
    };
  }
  const set = relatedSets(bootstrap, kind, []).find(
    (candidate) =>
      candidate.kind.rights.create !== 'none' &&
      candidate.kind.create_fields.includes(fieldPath(candidate.field)),
  );
  if (!set) return null;
  return {
    id: null,
    label: t('command.new', { kind: kindWord(set.kind, 'one') }),
    icon: Plus,
    run: () => create(set.kind.key, relatedDefaults(set, record)),
  };
}
