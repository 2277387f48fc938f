import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import type { KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';

/** The way back to the list that records are imported into. */
export function ImportCrumb({ kind, title }: { kind: KindMeta; title: string }) {
  const t = useT();
  return (
    <nav aria-label={t('page.breadcrumb')} className="flex min-w-0 items-center gap-1.5 text-ink-2">
      <Link to="/$plural" params={{ plural: kind.plural }} className="shrink-0 rounded-tag hover:text-ink">
        {kindLabel(kind)}
      </Link>
      <ChevronRight
        size={12}
        strokeWidth={2.25}
        className="shrink-0 text-ink-3 rtl:-scale-x-100"
        aria-hidden="true"
      />
      <h1 className="truncate font-medium text-ink">{title}</h1>
    </nav>
  );
}
