import { ChevronDown, X } from 'lucide-react';
import { useId, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { foldText } from '@/lib/fold-text';
import { Command, type CommandItem } from './command';
import { IconButton } from './icon-button';
import { Popover } from './popover';

export interface ComboboxOption {
  value: string;
  label: string;
  icon?: ReactNode;
  detail?: string;
  disabled?: boolean;
}

interface ComboboxProps {
  /** The chosen options themselves, because an option chosen earlier need not be among those loaded now. */
  selected: readonly ComboboxOption[];
  onChange: (selected: ComboboxOption[]) => void;
  options: readonly ComboboxOption[];
  multiple?: boolean;
  /** Given together, the caller searches; otherwise the options are filtered here. */
  query?: string;
  onQueryChange?: (query: string) => void;
  loading?: boolean;
  label: string;
  placeholder: string;
  searchPlaceholder: string;
  emptyLabel: string;
  /** With it an empty choice is allowed, by a button in the control. */
  clearLabel?: string;
  /** Offers to create what was typed. */
  create?: { label: (query: string) => string; onCreate: (query: string) => void };
  size?: 'sm' | 'md' | 'lg';
  disabled?: boolean;
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Replaces the control, for a cell or a chip. */
  trigger?: ReactElement;
}

const heights = {
  sm: 'min-h-7 px-2 text-13',
  md: 'min-h-8 px-2.5 text-13',
  lg: 'min-h-9 px-2.5 text-14',
};
const createId = '\u0000create';

export function Combobox({
  selected,
  onChange,
  options,
  multiple = false,
  query,
  onQueryChange,
  loading = false,
  label,
  placeholder,
  searchPlaceholder,
  emptyLabel,
  clearLabel,
  create,
  size = 'lg',
  disabled,
  id,
  open,
  onOpenChange,
  trigger,
  ...aria
}: ComboboxProps) {
  const panelId = useId();
  const [ownOpen, setOwnOpen] = useState(false);
  const [ownQuery, setOwnQuery] = useState('');
  const shown = open ?? ownOpen;
  const text = query ?? ownQuery;
  const setText = onQueryChange ?? setOwnQuery;
  const setShown = (next: boolean) => {
    if (!next) setText('');
    (onOpenChange ?? setOwnOpen)(next);
  };

  const visible = useMemo(() => {
    if (onQueryChange) return options;
    const wanted = foldText(text);
    return options.filter((option) => foldText(`${option.label} ${option.detail ?? ''}`).includes(wanted));
  }, [options, onQueryChange, text]);

  const choose = (value: string) => {
    if (value === createId) {
      create?.onCreate(text.trim());
      setShown(false);
      return;
    }
    const option = visible.find((candidate) => candidate.value === value);
    if (!option) return;
    if (!multiple) {
      onChange([option]);
      setShown(false);
      return;
    }
    const without = selected.filter((chosen) => chosen.value !== value);
    onChange(without.length === selected.length ? [...selected, option] : without);
  };

  const items: CommandItem[] = visible.map((option) => ({
    id: option.value,
    label: option.label,
    icon: option.icon,
    detail: option.detail,
    disabled: option.disabled,
    checked: selected.some((chosen) => chosen.value === option.value),
  }));
  const creatable: CommandItem[] =
    create && text.trim() !== '' ? [{ id: createId, label: create.label(text.trim()) }] : [];
  const clearable = clearLabel !== undefined && selected.length > 0 && !disabled;

  const control = trigger ?? (
    <button
      type="button"
      id={id}
      role="combobox"
      aria-expanded={shown}
      aria-controls={shown ? panelId : undefined}
      aria-haspopup="dialog"
      // Without a label on the page, which an id would tie to it.
      aria-label={id === undefined ? label : undefined}
      disabled={disabled}
      className={cn(
        'flex w-full min-w-0 items-center gap-2 rounded-ctl border border-line-strong bg-surface py-1 text-left focus-visible:border-transparent focus-visible:outline-offset-[-1px] disabled:bg-sunken aria-invalid:border-danger pointer-coarse:min-h-11',
        heights[size],
        selected.length === 0 || disabled ? 'text-ink-3' : 'text-ink',
        clearable && 'pr-9',
      )}
      {...aria}
    >
      {selected.length === 1 && selected[0]?.icon}
      <span className="min-w-0 flex-1 truncate">
        {selected.length === 0 ? placeholder : selected.map((option) => option.label).join(', ')}
      </span>
      {!clearable && (
        <ChevronDown size={14} strokeWidth={2} className="shrink-0 text-ink-3" aria-hidden="true" />
      )}
    </button>
  );

  const panel = (
    <Popover
      id={panelId}
      open={shown}
      onOpenChange={setShown}
      trigger={control}
      label={label}
      matchTrigger={!trigger}
      className="flex min-w-60 flex-col"
    >
      <Command
        label={label}
        query={text}
        onQueryChange={setText}
        placeholder={searchPlaceholder}
        loading={loading}
        empty={emptyLabel}
        sections={[
          { id: 'options', items },
          { id: 'create', items: creatable },
        ]}
        onRun={choose}
      />
    </Popover>
  );
  if (trigger) return panel;
  return (
    <div className="relative min-w-0">
      {panel}
      {clearable && (
        <div className="absolute inset-y-0 right-1 flex items-center">
          <IconButton
            size="sm"
            tooltip={false}
            label={clearLabel}
            icon={<X size={14} strokeWidth={2} />}
            onClick={() => onChange([])}
          />
        </div>
      )}
    </div>
  );
}
