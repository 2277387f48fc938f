import { useState } from 'react';
import { api } from '@/api/client';
import type { FileRow } from '@/api/files';
import { isProblem } from '@/api/problem-error';
import type { KindMeta } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { failureText } from '../mutations/failure-text';

interface RenameDialogProps {
  file: FileRow;
  kind: KindMeta;
  onClose: () => void;
  onSaved: () => void;
}

export function RenameDialog({ file, kind, onClose, onSaved }: RenameDialogProps) {
  const t = useT();
  const [name, setName] = useState(file.name);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<string>();
  const save = async () => {
    setSaving(true);
    setError(undefined);
    try {
      await api.patch(`/${kind.plural}/${file.id}`, { body: { name }, ifMatch: file.version });
      onSaved();
      onClose();
    } catch (failure) {
      const wrong = isProblem(failure) ? failure.errors[0] : undefined;
      setError(wrong ? fieldErrorText(wrong) : failureText(failure));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('files.rename')}
      closeLabel={t('common.close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form="rename-file" loading={saving}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form
        id="rename-file"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormField label={t('files.name')} error={error} required>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={255}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
      </form>
    </Dialog>
  );
}
