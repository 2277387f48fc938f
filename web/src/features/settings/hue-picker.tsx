import { useId } from 'react';
import { useT } from '@/i18n/t';
import { colorNames, hueOf } from '@/lib/hue';
import { Avatar } from '@/ui/avatar';
import { colorLabel } from './color-label';

const choices = colorNames.flatMap((color) => {
  const hue = hueOf(color);
  return hue === null ? [] : [{ color, hue }];
});

interface HuePickerProps {
  label: string;
  name: string;
  value: number;
  onChange: (hue: number) => void;
}

/** The colour by which colleagues recognise somebody. */
export function HuePicker({ label, name, value, onChange }: HuePickerProps) {
  const t = useT();
  const group = useId();
  const nearest = choices.toSorted((a, b) => Math.abs(a.hue - value) - Math.abs(b.hue - value))[0];
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ color, hue }) => (
          <label
            key={color}
            title={colorLabel(t, color)}
            className="relative grid size-11 place-items-center"
          >
            <input
              type="radio"
              name={group}
              className="peer absolute inset-0 opacity-0"
              checked={hue === nearest?.hue}
              onChange={() => onChange(hue)}
            />
            <span className="rounded-full p-1 peer-checked:ring-2 peer-checked:ring-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ring">
              <Avatar name={name} hue={hue} size={32} />
            </span>
            <span className="sr-only">{colorLabel(t, color)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
