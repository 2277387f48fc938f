import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { useIsMobile } from '@/lib/use-is-mobile';
import { focusFirstField } from './focus-first-field';
import { IconButton } from './icon-button';
import { SheetHandle } from './sheet-handle';
import { useReturnFocus } from './use-return-focus';

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Hides the title's text where the content has its own heading; the name stays for screen readers. */
  titleHidden?: boolean;
  closeLabel: string;
  /** Buttons in the head, before the close button. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** Width of the drawer in pixels on wide screens. */
  width?: number;
  /** On phones: as tall as its content, or the whole height. */
  phoneHeight?: 'auto' | 'full';
  /** False keeps the page behind usable, as a peek needs it. Phones are always modal. */
  modal?: boolean;
  /** Keeps the sheet when one presses outside it, where something typed could be lost. */
  keepOnOutsidePress?: boolean;
  /** Off when the content brings its own padding and scrolling. */
  padded?: boolean;
  children: ReactNode;
}

export function SheetPanel({
  open,
  onOpenChange,
  title,
  titleHidden = false,
  closeLabel,
  actions,
  footer,
  width = 480,
  phoneHeight = 'auto',
  modal = true,
  keepOnOutsidePress = false,
  padded = true,
  children,
}: SheetProps) {
  const phone = useIsMobile();
  const covering = modal || phone;
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={covering}>
      <Radix.Portal>
        {covering && <Radix.Overlay className="motion-scrim fixed inset-0 z-40 bg-scrim" />}
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            focus.keep();
            focusFirstField(event);
          }}
          onCloseAutoFocus={focus.giveBack}
          onInteractOutside={(event) => (!covering || keepOnOutsidePress) && event.preventDefault()}
          style={phone ? undefined : { width }}
          className={cn(
            'fixed z-40 flex max-w-full flex-col bg-raised outline-none',
            phone
              ? 'motion-sheet inset-x-0 bottom-0 max-h-[calc(100dvh-24px)] rounded-t-dlg border-t border-line-raised pb-[env(safe-area-inset-bottom)] shadow-dialog'
              : 'motion-drawer inset-y-0 right-0 border-l border-line-raised shadow-dialog',
            phone && phoneHeight === 'full' && 'h-[calc(100dvh-24px)]',
          )}
        >
          {phone && <SheetHandle onClose={() => onOpenChange(false)} />}
          <header className="flex h-11 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4 max-md:h-12">
            <Radix.Title
              className={cn(
                'min-w-0 flex-1 truncate text-13 font-semibold max-md:text-16',
                titleHidden && 'sr-only',
              )}
            >
              {title}
            </Radix.Title>
            {titleHidden && <span className="flex-1" />}
            {actions}
            <Radix.Close asChild>
              <IconButton
                tooltip={false}
                label={closeLabel}
                size={phone ? 'tap' : 'md'}
                icon={<X size={16} strokeWidth={1.75} />}
              />
            </Radix.Close>
          </header>
          <div className={cn('min-h-0 flex-1 overflow-y-auto', padded && 'p-4')}>{children}</div>
          {footer && (
            <footer className="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
