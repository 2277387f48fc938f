import { Download, Paperclip } from 'lucide-react';
import { fileUrl, type FileRow } from '@/api/files';
import { t } from '@/i18n/t';
import { isOpen } from '@/records/files/file-look';
import { saveFile } from '@/records/files/save-file';
import { defineEntity } from '@/records/model/define-entity';
import { SizeCell } from './cells/size-cell';

export const file = defineEntity({
  kind: 'file',
  icon: Paperclip,
  columns: [
    { key: 'title', width: 320 },
    { key: 'record', width: 220 },
    { key: 'size', width: 96 },
    { key: 'media_type', width: 150 },
    { key: 'created_by', width: 120 },
    { key: 'created_at', width: 130 },
  ],
  phone: { second: ['record', 'created_at'], trailing: ['size'] },
  highlights: ['record', 'size', 'media_type', 'created_by', 'created_at', 'scan'],
  cells: { size: SizeCell },
  actions: [
    {
      id: 'download',
      label: 'files.download',
      icon: Download,
      when: (record) => isOpen(record as FileRow),
      open: (record) => void saveFile(fileUrl(record.id)),
    },
  ],
  slots: { empty: () => t('records.empty.file') },
});
