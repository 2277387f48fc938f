import { X } from 'lucide-react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { byteSize } from '@/records/files/byte-size';
import { IconButton } from '@/ui/icon-button';
import type { ReplyDraft } from './use-draft';

interface DraftFilesProps {
  files: ReplyDraft['files'];
  /** How many are on their way. */
  sending: number;
  onRemove: (id: string) => void;
}

/** The files that go with the answer. */
export function DraftFiles({ files, sending, onRemove }: DraftFilesProps) {
  const t = useT();
  const format = useFormat();
  if (files.length === 0 && sending === 0) return null;
  return (
    <ul aria-label={t('ticket.files')} className="flex flex-wrap gap-1.5 px-3 pb-1.5">
      {files.map((file) => (
        <li
          key={file.id}
          className="flex h-7 max-w-64 items-center gap-1.5 rounded-ctl border border-line bg-surface pr-1 pl-2 text-12"
        >
          <bdi className="truncate">{file.name}</bdi>
          <span className="shrink-0 text-ink-3">{byteSize(format, file.size)}</span>
          <IconButton
            size="xs"
            label={t('ticket.detach', { name: file.name })}
            icon={<X size={12} strokeWidth={2.25} />}
            onClick={() => onRemove(file.id)}
          />
        </li>
      ))}
      {sending > 0 && (
        <li className="flex h-7 items-center text-12 text-ink-2">
          {t('ticket.attaching', { count: sending })}
        </li>
      )}
    </ul>
  );
}
