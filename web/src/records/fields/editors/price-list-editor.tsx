import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { cn } from '@/lib/cn';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import type { EditorProps } from '../field-kind';
import { readPrices } from '../price-list';
import { isMoney } from '../value-guards';
import { MoneyEditor } from './money-editor';

interface Line {
  key: number;
  /** An amount, or what is not one yet. */
  value: unknown;
}

/** One amount below the other, each with its currency. A line without an amount is none. */
export function PriceListEditor(props: EditorProps) {
  const { ctx, value, onChange, look, disabled, id } = props;
  const [lines, setLines] = useState<Line[]>(() =>
    readPrices(value).map((price, key) => ({ key, value: price })),
  );
  const put = (next: Line[]) => {
    setLines(next);
    const filled = next.map((line) => line.value).filter((price) => price !== null);
    // What is not an amount goes as it is, so that the check of the field finds it.
    onChange(filled.length === 0 ? null : filled.every(isMoney) ? filled : undefined);
  };
  const change = (key: number, price: unknown) =>
    put(lines.map((line) => (line.key === key ? { key, value: price } : line)));
  const add = () => setLines([...lines, { key: (lines.at(-1)?.key ?? -1) + 1, value: null }]);
  return (
    <div
      className={cn(
        'grid gap-1.5',
        look === 'cell' &&
          'absolute top-0 left-0 z-10 w-80 rounded-ctl border border-line-raised bg-raised p-2.5 shadow-pop',
      )}
    >
      {lines.map((line, index) => (
        <div key={line.key} className="flex items-center gap-1">
          <div className="min-w-0 flex-1">
            <MoneyEditor
              ctx={ctx}
              value={line.value}
              size={props.size}
              disabled={disabled}
              autoFocus={line.value === null || (props.autoFocus && index === 0)}
              aria-label={ctx.t('records.price_nth', { field: ctx.label, nth: index + 1 })}
              onChange={(price) => change(line.key, price)}
            />
          </div>
          <IconButton
            size="sm"
            disabled={disabled}
            label={ctx.t('records.price_remove', { nth: index + 1 })}
            icon={<X size={16} strokeWidth={1.75} />}
            onClick={() => put(lines.filter(({ key }) => key !== line.key))}
          />
        </div>
      ))}
      <div>
        <Button
          id={id}
          size="sm"
          disabled={disabled}
          icon={<Plus size={16} strokeWidth={1.75} />}
          onClick={add}
        >
          {ctx.t('records.price_add')}
        </Button>
      </div>
    </div>
  );
}
