import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Paperclip, Upload } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useKind } from '@/api/bootstrap';
import type { FileRow as Row } from '@/api/files';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { useDeleteRecord } from '../mutations/use-delete-record';
import { PanelError } from '../page/panel-error';
import { readRecordSearch } from '../page/record-search';
import { LoadMore } from '../timeline/load-more';
import { FileRow } from './file-row';
import { filesQuery, refreshFiles } from './files-query';
import { RenameDialog } from './rename-dialog';
import { UploadRow } from './upload-row';
import { useUploads } from './upload-store';
import { useAddFiles } from './use-add-files';

const FilePreview = lazy(async () => ({ default: (await import('./file-preview')).FilePreview }));

interface FilesTabProps {
  kind: KindMeta;
  record: RecordRow;
}

/** The files of a record, those on their way above them. */
export function FilesTab({ kind, record }: FilesTabProps) {
  const fileKind = useKind('file');
  return fileKind && <FilesOf kind={kind} record={record} fileKind={fileKind} />;
}

function FilesOf({ kind, record, fileKind }: FilesTabProps & { fileKind: KindMeta }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const { file: shown } = readRecordSearch(useSearch({ strict: false }));
  const [renaming, setRenaming] = useState<Row | null>(null);
  const add = useAddFiles(kind, record);
  const remove = useDeleteRecord(fileKind);
  const about = { kind: kind.key, id: record.id };
  const uploads = useUploads((state) => state.uploads).filter((upload) => upload.about.id === record.id);
  const query = useInfiniteQuery(filesQuery(about));
  const files = query.data?.pages.flatMap((page) => page.data) ?? [];
  const refresh = () => void refreshFiles(client, kind.plural, about);
  const show = (file: string | undefined) =>
    void navigate({
      to: '/$plural/$id',
      params: { plural: kind.plural, id: record.id },
      search: file === undefined ? { tab: 'files' } : { tab: 'files', file },
      replace: true,
    });

  const mayAdd = fileKind.rights.create !== 'none' && !record.deleted_at;
  const adding = mayAdd && (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('files.add')}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          // The same file chosen again is a change again.
          event.target.value = '';
        }}
      />
      <Button size="sm" icon={<Upload size={16} strokeWidth={1.75} />} onClick={() => input.current?.click()}>
        {t('files.add')}
      </Button>
    </>
  );
  if (query.isPending) {
    return (
      <div role="status" aria-label={t('common.loading')} className="grid gap-2 px-8 pt-4 max-md:px-4">
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </div>
    );
  }
  if (!query.data) return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  if (files.length === 0 && uploads.length === 0) {
    return (
      <EmptyState
        icon={<Paperclip />}
        title={t('files.empty')}
        description={mayAdd ? t('files.empty_text') : undefined}
        actions={adding}
      />
    );
  }
  return (
    <div className="max-w-[884px] px-3 pt-3 pb-6 max-md:px-0">
      <div className="flex items-center justify-between gap-3 px-5 pb-2 max-md:px-4">
        <p className="text-12 text-ink-3 max-md:sr-only">{mayAdd && t('files.hint')}</p>
        {adding}
      </div>
      <ul aria-label={t('page.tab.files')}>
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} />
        ))}
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            kind={fileKind}
            onOpen={() => show(file.id)}
            onRename={() => setRenaming(file)}
            onDelete={() => void remove(file).then(refresh)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      )}
      {renaming && (
        <RenameDialog file={renaming} kind={fileKind} onClose={() => setRenaming(null)} onSaved={refresh} />
      )}
      {shown !== undefined && (
        <Suspense>
          <FilePreview files={files} id={shown} onShow={show} onClose={() => show(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
