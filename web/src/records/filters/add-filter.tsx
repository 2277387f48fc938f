import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import type { FieldContext } from '../model/field-context';
import { isComplete, type Condition } from '../model/filter-tree';
import { newCondition } from './condition-draft';
import { ConditionForm } from './condition-form';
import { FieldList } from './field-list';

interface AddFilterProps {
  contexts: readonly FieldContext[];
  onAdd: (condition: Condition) => void;
  onChange: (condition: Condition) => void;
  onPanel: () => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** First which field, then what of it. The chip appears with the first complete condition. */
export function AddFilter({ contexts, onAdd, onChange, onPanel, open, onOpenChange }: AddFilterProps) {
  const t = useT();
  const [chosen, setChosen] = useState<{ ctx: FieldContext; added: boolean } | null>(null);
  const close = () => {
    onOpenChange(false);
    setChosen(null);
  };
  const apply = (condition: Condition) => {
    if (!chosen) return;
    (chosen.added ? onChange : onAdd)(condition);
    setChosen({ ...chosen, added: true });
  };
  const choose = (ctx: FieldContext) => {
    const start = newCondition(ctx);
    const complete = ctx.field.type === 'boolean' && isComplete(start);
    if (complete) onAdd(start);
    setChosen({ ctx, added: complete });
  };
  return (
    <Popover
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      label={t('records.filter.add')}
      className="flex min-w-60 flex-col"
      trigger={
        <Button size="sm" variant="ghost" icon={<Plus size={16} strokeWidth={1.75} />}>
          {t('records.filter')}
        </Button>
      }
    >
      {chosen ? (
        <ConditionForm
          ctx={chosen.ctx}
          condition={newCondition(chosen.ctx)}
          onApply={apply}
          onClose={close}
        />
      ) : (
        <FieldList
          label={t('records.filter.add')}
          contexts={contexts}
          onChoose={choose}
          extra={{
            id: '\u0000panel',
            label: t('records.filter.advanced'),
            onRun: () => {
              close();
              onPanel();
            },
          }}
        />
      )}
    </Popover>
  );
}
