import { LinkIcon } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

/** The address names days, people or a pipeline that do not exist here: say so instead of showing other figures. */
export function WrongAddress({ reason, onReset }: { reason?: string | undefined; onReset: () => void }) {
  const t = useT();
  return (
    <EmptyState
      icon={<LinkIcon />}
      title={t('dashboard.wrong.title')}
      description={reason ?? t('dashboard.wrong.text')}
      actions={
        <Button variant="primary" onClick={onReset}>
          {t('dashboard.wrong.reset')}
        </Button>
      }
    />
  );
}
