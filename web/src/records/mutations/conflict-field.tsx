import { useT } from '@/i18n/t';
import { RadioGroup } from '@/ui/radio-group';

interface ConflictFieldProps {
  label: string;
  theirs: string;
  mine: string;
  /** Null where it is the only field: the buttons below choose. */
  choice: 'theirs' | 'mine' | null;
  onChoose: (choice: 'theirs' | 'mine') => void;
}

/** Both values of a contested field. */
export function ConflictField({ label, theirs, mine, choice, onChoose }: ConflictFieldProps) {
  const t = useT();
  if (choice === null) {
    return (
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1">
        <dt className="col-span-2 font-medium">{label}</dt>
        <dt className="text-ink-2">{t('records.conflict.theirs')}</dt>
        <dd className="break-words">{theirs}</dd>
        <dt className="text-ink-2">{t('records.conflict.mine')}</dt>
        <dd className="break-words">{mine}</dd>
      </dl>
    );
  }
  return (
    <div className="grid gap-2">
      <p className="font-medium">{label}</p>
      <RadioGroup
        label={label}
        value={choice}
        onValueChange={onChoose}
        options={[
          { value: 'theirs', label: theirs, hint: t('records.conflict.theirs') },
          { value: 'mine', label: mine, hint: t('records.conflict.mine') },
        ]}
      />
    </div>
  );
}
