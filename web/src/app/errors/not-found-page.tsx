import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useT } from '@/i18n/t';
import { usePageTitle } from '@/lib/use-page-title';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

export function NotFoundPage() {
  const t = useT();
  usePageTitle(t('error.not_found.title'));
  return (
    <div className="flex-1 overflow-y-auto">
      <EmptyState
        heading="h1"
        icon={<Compass />}
        title={t('error.not_found.title')}
        description={t('error.not_found.text')}
        actions={
          <Button asChild>
            <Link to="/">{t('error.home')}</Link>
          </Button>
        }
      />
    </div>
  );
}
