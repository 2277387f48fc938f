import { useState, type FormEvent } from 'react';
import { isProblem } from '@/api/problem-error';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { colorNames } from '@/lib/hue';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { ColorButton } from './color-button';
import { useCreateSetting } from './setting-records';

/** A word and a colour; the next one starts in the next colour. */
export function NewTag({ taken }: { taken: number }) {
  const t = useT();
  const create = useCreateSetting('tags');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const color = chosen ?? colorNames[1 + (taken % (colorNames.length - 1))] ?? 'gray';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || create.isPending) return;
    create.mutate(
      { name: name.trim(), color },
      {
        onSuccess: () => {
          setName('');
          setChosen(null);
        },
      },
    );
  };
  const problem = isProblem(create.error) ? create.error.errors[0] : undefined;
  const error = create.error ? (problem ? fieldErrorText(problem) : failureText(create.error)) : undefined;

  return (
    <form onSubmit={submit} className="mb-4">
      <FormField label={t('settings.tags.new')} error={error}>
        {(control) => (
          <div className="flex items-center gap-2">
            <ColorButton value={color} onChange={setChosen} of={name || t('settings.tags.new')} />
            <Input
              {...control}
              className="max-w-72"
              maxLength={40}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" size="lg" loading={create.isPending} disabled={name.trim() === ''}>
              {t('settings.add')}
            </Button>
          </div>
        )}
      </FormField>
    </form>
  );
}
