import { useState } from 'react';
import { cn } from '@/lib/cn';
import { Input } from '@/ui/input';
import { ADDRESS_PARTS, readAddress, tidyAddress } from '../address-text';
import type { EditorProps } from '../field-kind';
import { controlProps } from './control-props';

const autoComplete = {
  street: 'street-address',
  city: 'address-level2',
  region: 'address-level1',
  postal_code: 'postal-code',
  country: 'country-name',
} as const;

export function AddressEditor(props: EditorProps) {
  const { ctx, value, onChange, look, autoFocus } = props;
  const [draft, setDraft] = useState(() => readAddress(value));
  const { id, ...aria } = controlProps(props);
  return (
    <div
      role="group"
      aria-label={ctx.label}
      className={cn(
        'grid grid-cols-2 gap-2',
        look === 'cell' &&
          'absolute top-0 left-0 z-10 w-80 rounded-card border border-line-raised bg-raised p-3 shadow-pop',
      )}
    >
      {ADDRESS_PARTS.map((part, index) => (
        <Input
          key={part}
          {...aria}
          id={index === 0 ? id : undefined}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody has just asked to edit this
          autoFocus={autoFocus && index === 0}
          size={props.size}
          className={part === 'street' ? 'col-span-2' : undefined}
          aria-label={ctx.t(`records.address.${part}`)}
          placeholder={ctx.t(`records.address.${part}`)}
          autoComplete={autoComplete[part]}
          value={draft[part] ?? ''}
          onChange={(event) => {
            const next = { ...draft, [part]: event.target.value };
            setDraft(next);
            onChange(tidyAddress(next));
          }}
        />
      ))}
    </div>
  );
}
