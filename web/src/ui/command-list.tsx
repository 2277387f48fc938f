import { Command as Cmdk } from 'cmdk';
import { Check, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cn } from '@/lib/cn';
import type { CommandProps } from './command';
import { Kbd } from './kbd';
import { Spinner } from './spinner';

export function CommandList({
  label,
  query,
  onQueryChange,
  placeholder,
  sections,
  onRun,
  empty,
  loading = false,
  size = 'compact',
  leading,
  trailing,
  footer,
  onInputKeyDown,
}: CommandProps) {
  const input = useRef<HTMLInputElement>(null);
  // The overlay opened before this code was here, so it has the focus that is meant for the text box.
  useEffect(() => {
    const overlay = input.current?.closest('[role="dialog"]');
    if (overlay && overlay === document.activeElement) input.current?.focus();
  }, []);
  const large = size === 'palette';
  const items = sections.flatMap((section) => section.items);
  const [chosen, setChosen] = useState('');
  const offered = items.filter((item) => !item.disabled);
  // What was chosen may be gone when another answer comes; Enter has to mean something all the same.
  const value = offered.some(({ id }) => id === chosen) ? chosen : (offered[0]?.id ?? '');
  return (
    <Cmdk
      label={label}
      shouldFilter={false}
      loop
      value={value}
      onValueChange={setChosen}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div
        className={cn(
          'flex shrink-0 items-center border-b border-line',
          large ? 'h-13 gap-2.5 px-4' : 'h-9 gap-2 px-2.5 pointer-coarse:h-11',
        )}
      >
        {loading ? (
          <Spinner className="text-ink-3" />
        ) : (
          <Search size={16} strokeWidth={1.75} className="shrink-0 text-ink-2" aria-hidden="true" />
        )}
        {leading}
        <Cmdk.Input
          ref={input}
          value={query}
          onValueChange={onQueryChange}
          placeholder={placeholder}
          onKeyDown={onInputKeyDown}
          className={cn(
            'min-w-0 flex-1 bg-transparent caret-accent outline-none pointer-coarse:text-16',
            large ? 'text-16' : 'text-13',
          )}
        />
        {trailing}
      </div>
      <Cmdk.List
        label={label}
        className={cn('min-h-0 flex-1 overflow-y-auto overscroll-contain', large ? 'pb-1.5' : 'max-h-72 p-1')}
      >
        {items.length === 0 && !loading && (
          <p className="px-4 py-6 text-center text-13 text-ink-3">{empty}</p>
        )}
        {sections
          .filter((section) => section.items.length > 0)
          .map((section) => (
            <Cmdk.Group
              key={section.id}
              value={section.id}
              heading={section.heading}
              className={cn(
                '[&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3',
                large
                  ? '[&_[cmdk-group-heading]]:px-4 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1'
                  : '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-1',
                large && !section.heading && 'pt-1.5',
              )}
            >
              {section.items.map((item) => (
                <Cmdk.Item
                  key={item.id}
                  value={item.id}
                  disabled={item.disabled}
                  onSelect={() => onRun(item.id)}
                  className={cn(
                    'flex items-center rounded-ctl text-13 data-[disabled=true]:opacity-50 data-[selected=true]:bg-hover pointer-coarse:h-11 dark:data-[selected=true]:bg-raised-2',
                    large ? 'mx-1.5 h-8.5 gap-2.5 px-2.5' : 'h-7 gap-2 px-2',
                  )}
                >
                  {item.icon !== undefined && (
                    <span className={cn('grid shrink-0 place-items-center text-ink-2', large && 'w-5')}>
                      {item.icon}
                    </span>
                  )}
                  <span className={cn('truncate', item.detail ? 'max-w-[60%] shrink-0' : 'min-w-0 flex-1')}>
                    {item.label}
                  </span>
                  {item.detail && <span className="min-w-0 flex-1 truncate text-ink-2">{item.detail}</span>}
                  {item.keys ? (
                    <span className="flex gap-1 pointer-coarse:hidden">
                      {item.keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </span>
                  ) : (
                    item.end && <span className="shrink-0 text-12 text-ink-3">{item.end}</span>
                  )}
                  {item.checked && <Check size={14} strokeWidth={2} className="shrink-0 text-ink-2" />}
                </Cmdk.Item>
              ))}
            </Cmdk.Group>
          ))}
      </Cmdk.List>
      {footer}
    </Cmdk>
  );
}
