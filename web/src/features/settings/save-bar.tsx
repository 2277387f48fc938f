import { useBlocker } from '@tanstack/react-router';
import { useT } from '@/i18n/t';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';

interface SaveBarProps {
  dirty: boolean;
  saving: boolean;
  onReset: () => void;
  /** Without it the bar stands in a form and submits that. */
  onSave?: () => void;
}

/** Appears with the first unsaved change, and asks before one leaves without saving. */
export function SaveBar({ dirty, saving, onReset, onSave }: SaveBarProps) {
  const t = useT();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !saving && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <>
      {dirty && (
        <div
          role="group"
          aria-label={t('settings.unsaved')}
          className="sticky bottom-0 z-10 -mx-8 mt-6 flex items-center gap-2 border-t border-line bg-surface px-8 py-3 max-md:-mx-4 max-md:px-4"
        >
          <span role="status" className="text-ink-2 max-sm:sr-only">
            {t('settings.unsaved')}
          </span>
          <span className="flex-1" />
          <Button disabled={saving} onClick={onReset}>
            {t('settings.discard')}
          </Button>
          <Button variant="primary" type={onSave ? 'button' : 'submit'} loading={saving} onClick={onSave}>
            {t('common.save')}
          </Button>
        </div>
      )}
      <AlertDialog
        open={blocker.status === 'blocked'}
        onOpenChange={(open) => !open && blocker.reset?.()}
        title={t('settings.leave.title')}
        description={t('settings.leave.text')}
        confirmLabel={t('settings.leave.confirm')}
        cancelLabel={t('settings.leave.cancel')}
        tone="danger"
        onConfirm={() => blocker.proceed?.()}
      />
    </>
  );
}
