import { Suspense } from 'react';
import { Select } from '@/ui/select';
import { Skeleton } from '@/ui/skeleton';
import { kindOf } from '../fields/field-kinds';
import type { FieldContext } from '../model/field-context';
import { needsValue, type Condition } from '../model/filter-tree';
import { operatorsOf, withOperator } from './condition-draft';
import { operatorName } from './operator-words';

interface ConditionEditorProps {
  ctx: FieldContext;
  condition: Condition;
  onChange: (condition: Condition) => void;
  autoFocus?: boolean;
}

/** The operator, and below it what to compare with. */
export function ConditionEditor({ ctx, condition, onChange, autoFocus }: ConditionEditorProps) {
  const operators = operatorsOf(ctx);
  const { FilterEditor } = kindOf(ctx.field);
  return (
    <div className="grid gap-2">
      {operators.length > 1 && (
        <Select
          size="md"
          aria-label={ctx.t('records.filter.operator', { field: ctx.label })}
          value={condition.op}
          options={operators.map((op) => ({ value: op, label: operatorName(op, ctx.t) }))}
          onValueChange={(value) => {
            const op = operators.find((candidate) => candidate === value);
            if (op) onChange(withOperator(condition, op));
          }}
        />
      )}
      {needsValue(condition.op) && (
        <Suspense fallback={<Skeleton className="h-8 w-full" />}>
          <FilterEditor
            // A text box keeps what was typed; under another operator it starts anew from the value.
            key={condition.op}
            ctx={ctx}
            op={condition.op}
            value={condition.value}
            onChange={(value) => onChange({ ...condition, value })}
            autoFocus={autoFocus}
          />
        </Suspense>
      )}
    </div>
  );
}
