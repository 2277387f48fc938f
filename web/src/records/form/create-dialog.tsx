import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { CreateForm } from './create-form';
import type { CreateDefaults } from './create-store';
import { GuardedDialog } from './guarded-dialog';

interface CreateDialogProps {
  kind: KindMeta;
  defaults: CreateDefaults;
  onClose: () => void;
}

/** The form for a new record. */
export function CreateDialog({ kind, defaults, onClose }: CreateDialogProps) {
  const t = useT();
  return (
    <GuardedDialog title={t('command.new', { kind: kindWord(kind, 'one') })} onClose={onClose}>
      {(guard) => <CreateForm kind={kind} defaults={defaults} {...guard} onDone={onClose} />}
    </GuardedDialog>
  );
}
