import { useQuery } from '@tanstack/react-query';
import { ExternalLink, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { fileUrl, readText, type FileRow } from '@/api/files';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { PanelError } from '../page/panel-error';
import { FileIcon } from './file-icon';
import { lookOf } from './file-look';
import { FilePicture } from './file-picture';

/** A longer text is not for reading here. */
const TEXT_BYTES = 256 * 1024;

/** The file itself, as far as a browser shows it without running anything. */
export function FileShown({ file }: { file: FileRow }) {
  const t = useT();
  const [failed, setFailed] = useState(false);
  const look = lookOf(file);
  if (failed) return <EmptyState icon={<TriangleAlert />} title={t('files.not_shown')} />;
  if (look === 'image') {
    return (
      <FilePicture
        id={file.id}
        alt={file.name}
        className="m-auto max-h-full max-w-full object-contain"
        onFail={() => setFailed(true)}
      />
    );
  }
  if (look === 'text') return <TextShown file={file} />;
  if (look === 'pdf') {
    return (
      <EmptyState
        icon={<FileIcon type={file.media_type} />}
        title={file.name}
        description={t('files.pdf')}
        actions={
          <Button variant="primary" icon={<ExternalLink size={16} strokeWidth={1.75} />} asChild>
            <a href={fileUrl(file.id, true)} target="_blank" rel="noreferrer">
              {t('files.open')}
            </a>
          </Button>
        }
      />
    );
  }
  const why = {
    pending: t('files.scan.pending'),
    infected: t('files.scan.infected', { threat: file.threat ?? '' }),
    none: t('files.no_preview'),
    clean: t('files.no_preview'),
  }[file.scan ?? 'none'];
  return <EmptyState icon={<FileIcon type={file.media_type} />} title={file.name} description={why} />;
}

function TextShown({ file }: { file: FileRow }) {
  const t = useT();
  const query = useQuery({
    queryKey: ['files', 'text', file.id],
    queryFn: ({ signal }) => (file.size === 0 ? '' : readText(file.id, TEXT_BYTES, signal)),
    staleTime: Infinity,
  });
  if (query.isPending) return <Skeleton className="mx-auto h-full w-full max-w-[884px]" />;
  if (query.data === undefined)
    return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="mx-auto w-full max-w-[884px]">
      <pre
        dir="auto"
        className="rounded-card border border-line bg-surface p-4 font-mono text-13 break-words whitespace-pre-wrap"
      >
        {query.data}
      </pre>
      {file.size > TEXT_BYTES && <p className="mt-2 text-12 text-ink-3">{t('files.cut')}</p>}
    </div>
  );
}
