import { useId, useState, type FormEvent } from 'react';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { Input } from '@/ui/input';

interface ScoreFormProps {
  score: number;
  onSave: (score: number) => Promise<unknown>;
  onClose: () => void;
}

/** A score typed by hand. */
export function ScoreForm({ score, onSave, onClose }: ScoreFormProps) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState(String(score));
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < 0 || value > 100) {
      setFailure(t('score.range'));
      return;
    }
    setSaving(true);
    try {
      await onSave(value);
      onClose();
    } catch (error) {
      setFailure(failureText(error));
      setSaving(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-1.5">
      <div className="flex gap-2">
        <Input
          size="sm"
          inputMode="numeric"
          autoFocus
          aria-label={t('score.value')}
          aria-invalid={failure !== null}
          aria-describedby={failure === null ? undefined : id}
          value={text}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
          onChange={(event) => setText(event.target.value)}
        />
        <Button size="sm" type="submit" variant="primary" loading={saving}>
          {t('common.save')}
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
      {failure !== null && (
        <p id={id} role="alert" className="text-12 text-danger">
          {failure}
        </p>
      )}
    </form>
  );
}
