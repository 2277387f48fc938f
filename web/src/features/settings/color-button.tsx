import { useT } from '@/i18n/t';
import { colorNames } from '@/lib/hue';
import { Dot } from '@/ui/dot';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { colorLabel } from './color-label';

interface ColorButtonProps {
  value: string;
  onChange: (color: string) => void;
  /** What it is the colour of. */
  of: string;
  disabled?: boolean;
}

/** A dot that opens the ten hues, each with its name. */
export function ColorButton({ value, onChange, of, disabled }: ColorButtonProps) {
  const t = useT();
  const label = t('settings.color_of', { name: of, color: colorLabel(t, value) });
  return (
    <DropdownMenu
      label={label}
      entries={colorNames.map((color) => ({
        type: 'item',
        id: color,
        label: colorLabel(t, color),
        icon: <Dot color={color} />,
        checked: color === value,
        onSelect: () => onChange(color),
      }))}
      trigger={
        <button
          type="button"
          aria-label={label}
          disabled={disabled}
          className="touch-target relative grid size-7 shrink-0 place-items-center rounded-ctl hover:bg-hover disabled:pointer-events-none"
        >
          <Dot color={value} />
        </button>
      }
    />
  );
}
