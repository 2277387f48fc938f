import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { GuardedDialog } from '@/records/form/guarded-dialog';
import { WorkForm, type Part } from './work-form';

interface WorkDialogProps {
  part: Part;
  about: { kind: KindMeta; record: RecordRow };
  /** The task that is worked on, where it is one. */
  task: RecordRow | null;
  onClose: () => void;
  onDone: () => void;
}

/** Logs what happened, or plans what comes next. */
export function WorkDialog({ part, about, task, onClose, onDone }: WorkDialogProps) {
  const t = useT();
  return (
    <GuardedDialog
      title={t(part === 'log' ? 'queue.log_title' : 'queue.plan_title', { title: about.record.title })}
      size="lg"
      onClose={onClose}
    >
      {(guard) => <WorkForm part={part} about={about} task={task} onDone={onDone} {...guard} />}
    </GuardedDialog>
  );
}
