import { Link } from '@tanstack/react-router';
import { FileQuestion } from 'lucide-react';
import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { usePageTitle } from '@/lib/use-page-title';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

interface RecordMissingProps {
  plural: string;
  kind: KindMeta | null;
}

/** No such record, or none that this person may see. It may lie in the trash. */
export function RecordMissing({ plural, kind }: RecordMissingProps) {
  const t = useT();
  const title = t('error.not_found.title');
  usePageTitle(title);
  return (
    <div className="flex-1 overflow-y-auto" role="alert">
      <EmptyState
        icon={<FileQuestion />}
        title={title}
        description={t(kind?.capabilities.includes('trash') ? 'page.missing_text' : 'error.not_found.text')}
        actions={
          kind && (
            <>
              {kind.capabilities.includes('trash') && (
                <Button asChild>
                  <Link to="/$plural/trash" params={{ plural }}>
                    {t('page.look_in_trash')}
                  </Link>
                </Button>
              )}
              <Button asChild variant="primary">
                <Link to="/$plural" params={{ plural }}>
                  {t('page.all_of', { kinds: kindWord(kind) })}
                </Link>
              </Button>
            </>
          )
        }
      />
    </div>
  );
}
