import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { Banner } from '@/ui/banner';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { readGrants, sameGrants } from './role-grants';
import { RoleMatrix } from './role-matrix';
import { SaveBar } from './save-bar';
import { SettingPage } from './setting-page';
import { useUpdateSetting } from './setting-records';

interface RoleEditorProps {
  role: RecordRow;
  editable: boolean;
  onBack: () => void;
}

/** One role: its name and the matrix of what it may do. */
export function RoleEditor({ role, editable, onBack }: RoleEditorProps) {
  const t = useT();
  const update = useUpdateSetting('roles');
  const stored = {
    name: role.title,
    description: typeof role['description'] === 'string' ? role['description'] : '',
    grants: readGrants(role['grants']),
  };
  const [draft, setDraft] = useState(stored);
  const locked = role['key'] === 'admin' || !editable;
  const nameMissing = draft.name.trim() === '';
  const dirty =
    draft.name !== stored.name ||
    draft.description !== stored.description ||
    !sameGrants(draft.grants, stored.grants);

  const save = () => {
    if (nameMissing) return;
    const body = {
      name: draft.name.trim(),
      description: draft.description.trim() || null,
      grants: draft.grants,
    };
    update.mutate(
      { record: role, body },
      {
        onSuccess: (saved) => {
          setDraft({ ...draft, name: saved.title, description: body.description ?? '' });
          toast.success(t('settings.saved'));
        },
        onError: (error) => toast.error(failureText(error)),
      },
    );
  };

  return (
    <SettingPage
      wide
      title={role.title}
      lede={t('settings.roles.editor_lede')}
      actions={
        <Button icon={<ArrowLeft size={16} strokeWidth={1.75} />} onClick={onBack} disabled={dirty}>
          {t('settings.roles.all')}
        </Button>
      }
    >
      {role['key'] === 'admin' && (
        <div className="mt-4">
          <Banner>{t('settings.roles.admin_locked')}</Banner>
        </div>
      )}
      {!locked && (
        <div className="mt-5 grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-4 max-sm:grid-cols-1">
          <FormField
            label={t('settings.name')}
            required
            error={nameMissing ? t('field_error.required') : undefined}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={60}
                value={draft.name}
                onChange={(event) => setDraft({ ...draft, name: event.target.value })}
              />
            )}
          </FormField>
          <FormField label={t('settings.description')}>
            {(control) => (
              <Input
                {...control}
                value={draft.description}
                onChange={(event) => setDraft({ ...draft, description: event.target.value })}
              />
            )}
          </FormField>
        </div>
      )}
      <RoleMatrix
        grants={draft.grants}
        locked={locked}
        onChange={(grants) => setDraft({ ...draft, grants })}
      />
      <SaveBar dirty={dirty} saving={update.isPending} onReset={() => setDraft(stored)} onSave={save} />
    </SettingPage>
  );
}
