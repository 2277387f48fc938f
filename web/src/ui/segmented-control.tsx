import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { tooltipProps } from './tooltip-props';

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
}

interface SegmentedControlProps<Value extends string> {
  label: string;
  /** Null while none is chosen. */
  value: Value | null;
  segments: readonly Segment<Value>[];
  onValueChange: (value: Value) => void;
  /** Shows the icons alone; the labels stay as accessible names. */
  iconsOnly?: boolean;
}

export function SegmentedControl<Value extends string>({
  label,
  value,
  segments,
  onValueChange,
  iconsOnly = false,
}: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value ?? ''}
      // Pressing the chosen segment again must not leave nothing chosen.
      onValueChange={(next) => next && onValueChange(next as Value)}
      className="inline-flex shrink-0 gap-0.5 rounded-ctl bg-hover p-0.5"
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          aria-label={iconsOnly ? segment.label : undefined}
          {...(iconsOnly ? tooltipProps(segment.label) : {})}
          className="touch-target relative inline-flex h-6 items-center gap-1.5 rounded-tag px-2 text-13 font-medium text-ink-2 data-[state=on]:bg-surface data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--border)] dark:data-[state=on]:bg-raised-2 dark:data-[state=on]:shadow-none"
        >
          {segment.icon}
          {!iconsOnly && segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
