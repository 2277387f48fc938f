import { useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { FormDialog } from '@/records/form/form-dialog';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import { useSaveSetting } from './use-save-setting';

interface CannedDialogProps {
  reply: RecordRow | null;
  onClose: () => void;
}

/** The name and the text of a canned reply. */
export function CannedDialog({ reply, onClose }: CannedDialogProps) {
  const t = useT();
  const { problems, busy, save } = useSaveSetting('canned_replies', reply, onClose);
  const [name, setName] = useState(reply?.title ?? '');
  const [text, setText] = useState(String(reply?.['body'] ?? ''));
  return (
    <FormDialog
      open
      onClose={onClose}
      size="lg"
      title={t(reply ? 'canned.edit' : 'canned.new')}
      submitLabel={t(reply ? 'common.save' : 'canned.create')}
      busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        void save({ name: name.trim(), body: text.trim() });
      }}
    >
      <FormField label={t('settings.name')} required error={problems.get('name')}>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </FormField>
      <FormField label={t('canned.text')} required hint={t('canned.hint')} error={problems.get('body')}>
        {(control) => (
          <Textarea
            {...control}
            rows={8}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
