import { AlertDialog as Radix } from 'radix-ui';
import { useId, useState, type ReactNode } from 'react';
import { Button } from './button';
import { Input } from './input';
import { Label } from './label';
import { useReturnFocus } from './use-return-focus';

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  cancelLabel: string;
  tone?: 'primary' | 'danger';
  busy?: boolean;
  /** For what cannot be undone: the button works once this text has been typed. */
  typed?: { label: string; expected: string };
  onConfirm: () => void;
}

export function AlertDialogPanel({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel,
  tone = 'primary',
  busy = false,
  typed,
  onConfirm,
}: AlertDialogProps) {
  const id = useId();
  const focus = useReturnFocus();
  const [text, setText] = useState('');
  const ready = !typed || text.trim() === typed.expected;
  const change = (next: boolean) => {
    setText('');
    onOpenChange(next);
  };
  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className="motion-scrim fixed inset-0 z-50 bg-scrim" />
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center p-3">
          <Radix.Content
            onOpenAutoFocus={focus.keep}
            onCloseAutoFocus={focus.giveBack}
            className="motion-dialog pointer-events-auto w-full max-w-[400px] rounded-dlg border border-transparent bg-raised p-5 shadow-dialog outline-none dark:border-line-raised"
          >
            <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="mt-1 text-13 text-ink-2">{description}</div>
            </Radix.Description>
            {typed && (
              <div className="mt-4 grid gap-1.5">
                <Label htmlFor={id}>{typed.label}</Label>
                <Input
                  id={id}
                  autoComplete="off"
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              </div>
            )}
            <div className="mt-5 flex flex-wrap justify-end gap-2">
              <Radix.Cancel asChild>
                <Button>{cancelLabel}</Button>
              </Radix.Cancel>
              <Button variant={tone} loading={busy} disabled={!ready} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
