import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { Toaster as Sonner } from 'sonner';

interface ToasterProps {
  theme: 'light' | 'dark';
  /** The accessible name of the region and of each close button. */
  label: string;
  closeLabel: string;
}

/** Where toasts appear. Eight seconds, longer while the pointer or the focus is on one. */
export function Toaster({ theme, label, closeLabel }: ToasterProps) {
  return (
    <Sonner
      theme={theme}
      containerAriaLabel={label}
      position="bottom-right"
      duration={8000}
      visibleToasts={3}
      offset={16}
      mobileOffset={{ bottom: 'calc(72px + env(safe-area-inset-bottom))' }}
      closeButton
      icons={{
        success: <CircleCheck size={16} strokeWidth={1.75} className="text-success" />,
        error: <CircleAlert size={16} strokeWidth={1.75} className="text-danger" />,
        warning: <TriangleAlert size={16} strokeWidth={1.75} className="text-warning" />,
        info: <Info size={16} strokeWidth={1.75} className="text-info" />,
      }}
      toastOptions={{
        closeButtonAriaLabel: closeLabel,
        unstyled: true,
        classNames: {
          toast:
            'flex w-[356px] max-w-full items-center gap-2.5 rounded-card border border-line-raised bg-raised py-2.5 pr-2.5 pl-3 text-13 text-ink shadow-pop dark:bg-raised-2',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-12 text-ink-2',
          actionButton:
            'touch-target relative order-1 h-7 shrink-0 rounded-ctl px-2 text-13 font-medium text-link hover:bg-hover',
          cancelButton:
            'touch-target relative order-1 h-7 shrink-0 rounded-ctl px-2 text-13 font-medium text-ink-2 hover:bg-hover',
          closeButton:
            'touch-target relative order-2 grid size-6 shrink-0 place-items-center rounded-ctl text-ink-3 hover:bg-hover hover:text-ink',
        },
      }}
    />
  );
}
