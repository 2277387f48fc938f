import { CalendarDays, ChevronDown } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { cn } from '@/lib/cn';
import { Button } from './button';
import { CalendarRange } from './calendar-range';
import { Popover } from './popover';

interface DaysPopoverProps extends ComponentProps<typeof CalendarRange> {
  /** The accessible name of what opens. */
  label: string;
  /** What is chosen, on the button and for ears. */
  chosen: string;
  chosenLabel: string;
  /** How the button stands among others. */
  className?: string;
  align?: 'start' | 'end';
  /** Spans with a name; many stand in two columns. */
  choices: readonly { key: string; label: string; pressed: boolean; choose: () => void }[];
}

/** A span of days: one of those with a name, or any from the calendar. */
export function DaysPopover({
  label,
  chosen,
  chosenLabel,
  className,
  align,
  choices,
  onSelect,
  ...calendar
}: DaysPopoverProps) {
  const [open, setOpen] = useState(false);
  const many = choices.length > 8;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align={align}
      label={label}
      trigger={
        <Button
          size="sm"
          icon={<CalendarDays size={16} strokeWidth={1.75} />}
          aria-label={chosenLabel}
          className={className}
        >
          {chosen}
          <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
        </Button>
      }
    >
      <div className="flex max-sm:flex-col">
        <ul
          className={cn(
            'p-1.5 max-sm:border-b sm:border-r sm:border-line',
            many
              ? 'grid grid-cols-2 content-start gap-x-1 sm:w-64'
              : 'flex flex-col max-sm:flex-row max-sm:flex-wrap sm:w-36',
          )}
        >
          {choices.map(({ key, label: name, pressed, choose }) => (
            <li key={key}>
              <button
                type="button"
                aria-pressed={pressed}
                className="w-full rounded-ctl px-2 py-1 text-left hover:bg-hover aria-pressed:bg-selected aria-pressed:font-medium pointer-coarse:py-2.5"
                onClick={() => {
                  setOpen(false);
                  choose();
                }}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
        <CalendarRange
          {...calendar}
          onSelect={(span) => {
            setOpen(false);
            onSelect(span);
          }}
        />
      </div>
    </Popover>
  );
}
