import { Paperclip } from 'lucide-react';
import { fileUrl, type FileRow } from '@/api/files';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { byteSize } from '@/records/files/byte-size';
import { isOpen } from '@/records/files/file-look';
import { saveFile } from '@/records/files/save-file';

/** What came with a message, to be saved. */
export function MessageFiles({ files }: { files: readonly FileRow[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <ul aria-label={t('ticket.files')} className="mt-2 flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="min-w-0">
          <button
            type="button"
            disabled={!isOpen(file)}
            onClick={() => void saveFile(fileUrl(file.id))}
            className="flex h-8 max-w-72 items-center gap-2 rounded-ctl border border-line bg-surface px-2.5 text-12 shadow-btn hover:bg-hover disabled:opacity-60 pointer-coarse:h-11"
          >
            <Paperclip size={14} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-2" />
            <bdi className="truncate font-medium">{file.name}</bdi>
            <span className="shrink-0 text-ink-3">{byteSize(format, file.size)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
