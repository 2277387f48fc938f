import { ExternalLink } from 'lucide-react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { CopyButton } from '@/ui/copy-button';

/** Where the form is found, and what another site needs to show it. */
export function SharePanel({ form }: { form: RecordRow }) {
  const t = useT();
  if (form['status'] !== 'published' || form.deleted_at) {
    return <p className="rounded-card bg-sunken px-3.5 py-2.5 text-ink-2">{t('webform.share_later')}</p>;
  }
  const link = `${window.location.origin}/f/${String(form['slug'])}`;
  const snippet = `<script async src="${link}/embed.js"></script>`;
  const sites = form['allowed_origins'];
  const embeddable = Array.isArray(sites) && sites.length > 0;
  return (
    <section
      aria-label={t('webform.share')}
      className="grid grid-cols-[minmax(0,1fr)] gap-px overflow-hidden rounded-card border border-line bg-line"
    >
      <div className="flex h-10 items-center gap-2 bg-surface pr-2 pl-3.5">
        <a
          href={link}
          target="_blank"
          rel="noreferrer"
          className="flex min-w-0 flex-1 items-center gap-1.5 text-link hover:underline"
        >
          <span className="truncate">{link}</span>
          <ExternalLink size={12} strokeWidth={2.25} className="shrink-0" aria-hidden="true" />
        </a>
        <CopyButton text={link} label={t('webform.copy_link')} doneLabel={t('common.copied')} />
      </div>
      <div className="bg-surface py-2 pr-2 pl-3.5">
        <div className="flex items-center gap-2">
          <code className="min-w-0 flex-1 truncate text-12 text-ink-2">{snippet}</code>
          <CopyButton text={snippet} label={t('webform.copy_snippet')} doneLabel={t('common.copied')} />
        </div>
        {!embeddable && <p className="mt-1 text-12 text-ink-3">{t('webform.no_sites')}</p>}
      </div>
    </section>
  );
}
