import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useEffect, useState } from 'react';
import { fileUrl, type FileRow } from '@/api/files';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { IconButton } from '@/ui/icon-button';
import { useReturnFocus } from '@/ui/use-return-focus';
import { byteSize } from './byte-size';
import { isOpen } from './file-look';
import { FileShown } from './file-shown';
import { saveFile } from './save-file';

interface FilePreviewProps {
  files: readonly FileRow[];
  id: string;
  onShow: (id: string) => void;
  onClose: () => void;
}

/** One file over the whole page; the arrow keys go to the ones beside it. */
export function FilePreview({ files, id, onShow, onClose }: FilePreviewProps) {
  const t = useT();
  const format = useFormat();
  const focus = useReturnFocus();
  const place = files.findIndex((file) => file.id === id);
  const file = files[place];
  const before = files[place - 1]?.id;
  const after = place === -1 ? undefined : files[place + 1]?.id;
  const icon = { size: 20, strokeWidth: 1.75 } as const;
  const [touch, setTouch] = useState<number | null>(null);
  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      if (event.key === 'ArrowLeft' && before !== undefined) onShow(before);
      else if (event.key === 'ArrowRight' && after !== undefined) onShow(after);
    };
    window.addEventListener('keydown', turn);
    return () => window.removeEventListener('keydown', turn);
  }, [before, after, onShow]);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focus.keep}
          onCloseAutoFocus={focus.giveBack}
          className="fixed inset-0 z-40 grid grid-rows-[auto_minmax(0,1fr)] bg-canvas outline-none"
          onTouchStart={(event) => setTouch(event.touches[0]?.clientX ?? null)}
          onTouchEnd={(event) => {
            const way = (event.changedTouches[0]?.clientX ?? 0) - (touch ?? 0);
            const next = way > 60 ? before : way < -60 ? after : undefined;
            if (touch !== null && next !== undefined) onShow(next);
          }}
        >
          <header className="flex min-h-14 items-center gap-2 border-b border-line bg-surface px-4 max-md:px-2">
            <div className="min-w-0 flex-1">
              <Radix.Title className="truncate text-14 font-semibold">
                <bdi>{file?.name ?? t('files.gone')}</bdi>
              </Radix.Title>
              {file && (
                <p className="text-12 text-ink-3 tabular-nums">
                  {byteSize(format, file.size)}
                  {files.length > 1 &&
                    ` · ${t('files.place', { place: format.number(place + 1), count: format.number(files.length) })}`}
                </p>
              )}
            </div>
            <IconButton
              size="lg"
              label={t('files.previous')}
              icon={<ChevronLeft {...icon} />}
              disabled={before === undefined}
              onClick={() => before !== undefined && onShow(before)}
            />
            <IconButton
              size="lg"
              label={t('files.next')}
              icon={<ChevronRight {...icon} />}
              disabled={after === undefined}
              onClick={() => after !== undefined && onShow(after)}
            />
            {file && isOpen(file) && (
              <IconButton
                size="lg"
                label={t('files.download')}
                icon={<Download {...icon} />}
                onClick={() => void saveFile(fileUrl(file.id))}
              />
            )}
            <Radix.Close asChild>
              <IconButton size="lg" label={t('common.close')} icon={<X {...icon} />} />
            </Radix.Close>
          </header>
          <div className="grid min-h-0 overflow-auto p-4 max-md:p-2">
            {file && <FileShown key={file.id} file={file} />}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
