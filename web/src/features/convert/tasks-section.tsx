import type { OpenTasks } from '@/api/conversion';
import { useT } from '@/i18n/t';
import { RadioGroup } from '@/ui/radio-group';
import { FormSection } from './form-section';

interface TasksSectionProps {
  count: number;
  /** Whether there will be a deal, where tasks go rather than to the contact. */
  withDeal: boolean;
  value: OpenTasks;
  onChange: (value: OpenTasks) => void;
}

/** What is still to be done about the lead. */
export function TasksSection({ count, withDeal, value, onChange }: TasksSectionProps) {
  const t = useT();
  const title = t('convert.tasks.title', { count });
  return (
    <FormSection title={title}>
      <RadioGroup
        label={title}
        value={value}
        options={[
          { value: 'move', label: t(withDeal ? 'convert.tasks.to_deal' : 'convert.tasks.to_contact') },
          { value: 'complete', label: t('convert.tasks.complete') },
          { value: 'leave', label: t('convert.tasks.leave') },
        ]}
        onValueChange={onChange}
      />
    </FormSection>
  );
}
