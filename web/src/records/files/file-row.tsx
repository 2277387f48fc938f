import { Download, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import { fileUrl, type FileRow as Row } from '@/api/files';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';
import { useDirectory } from '../fields/use-field-contexts';
import { may } from '../model/permissions';
import { byteSize } from './byte-size';
import { saveFile } from './save-file';
import { isOpen } from './file-look';
import { FileThumb } from './file-thumb';

interface FileRowProps {
  file: Row;
  kind: KindMeta;
  onOpen: () => void;
  onRename: () => void;
  onDelete: () => void;
}

/** A file in the list of a record: a look at it, what it is, who added it. */
export function FileRow({ file, kind, onOpen, onRename, onDelete }: FileRowProps) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const directory = useDirectory();
  const author = directory.find('user', file.created_by)?.title ?? t('timeline.kith');
  const icon = { size: 16, strokeWidth: 1.75 } as const;
  const entries: (MenuEntry | false)[] = [
    isOpen(file) && {
      type: 'item',
      id: 'download',
      label: t('files.download'),
      icon: <Download {...icon} />,
      onSelect: () => void saveFile(fileUrl(file.id)),
    },
    may('update', kind, file, me) && {
      type: 'item',
      id: 'rename',
      label: t('files.rename'),
      icon: <Pencil {...icon} />,
      onSelect: onRename,
    },
    may('delete', kind, file, me) && {
      type: 'item',
      id: 'delete',
      label: t('timeline.remove'),
      icon: <Trash2 {...icon} />,
      tone: 'danger',
      onSelect: onDelete,
    },
  ];
  const shown = entries.filter((one) => one !== false);
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-hairline px-5 py-2 hover:bg-row-hover max-md:px-4">
      <FileThumb file={file} />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          onClick={onOpen}
          className="block max-w-full truncate rounded-tag text-left text-13 font-medium hover:underline pointer-coarse:min-h-6"
        >
          <bdi>{file.name}</bdi>
        </button>
        <p className="truncate text-12 text-ink-3">
          {byteSize(format, file.size)} · {author} · {format.dateTime(file.created_at)}
        </p>
        {file.scan === 'pending' && <p className="text-12 text-warning">{t('files.scan.pending')}</p>}
        {file.scan === 'infected' && (
          <p className="text-12 text-danger">{t('files.scan.infected', { threat: file.threat ?? '' })}</p>
        )}
      </div>
      {shown.length > 0 && (
        <DropdownMenu
          label={t('files.menu', { name: file.name })}
          align="end"
          entries={shown}
          trigger={
            <IconButton
              tooltip={false}
              label={t('files.menu', { name: file.name })}
              icon={<Ellipsis {...icon} />}
            />
          }
        />
      )}
    </li>
  );
}
