import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { focusFirstField } from './focus-first-field';
import { IconButton } from './icon-button';
import { useReturnFocus } from './use-return-focus';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  closeLabel: string;
  size?: 'sm' | 'md' | 'lg';
  /** Buttons at the bottom, the primary one last. */
  footer?: ReactNode;
  /** Keeps the dialog when the scrim is pressed, where something typed could be lost. */
  keepOnOutsidePress?: boolean;
  children?: ReactNode;
}

const widths = { sm: 'max-w-[400px]', md: 'max-w-[520px]', lg: 'max-w-[720px]' };

export function DialogPanel({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  size = 'md',
  footer,
  keepOnOutsidePress = false,
  children,
}: DialogProps) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="motion-scrim fixed inset-0 z-40 bg-scrim" />
        <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center p-3">
          <Radix.Content
            aria-describedby={description ? undefined : ''}
            onOpenAutoFocus={(event) => {
              focus.keep();
              focusFirstField(event);
            }}
            onCloseAutoFocus={focus.giveBack}
            onPointerDownOutside={(event) => keepOnOutsidePress && event.preventDefault()}
            className={cn(
              'motion-dialog pointer-events-auto flex max-h-full w-full flex-col overflow-hidden rounded-dlg border border-transparent bg-raised shadow-dialog outline-none dark:border-line-raised',
              widths[size],
            )}
          >
            <header className="flex items-start gap-3 px-5 pt-4 pb-2">
              <div className="min-w-0 flex-1">
                <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
                {description && (
                  <Radix.Description className="mt-1 text-13 text-ink-2">{description}</Radix.Description>
                )}
              </div>
              <Radix.Close asChild>
                <IconButton
                  tooltip={false}
                  label={closeLabel}
                  icon={<X size={16} strokeWidth={1.75} />}
                  className="-mr-2"
                />
              </Radix.Close>
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-2 pb-5">{children}</div>
            {footer && (
              <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
                {footer}
              </footer>
            )}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
