import {
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
} from 'lucide-react';

const icons = {
  image: FileImage,
  video: FileVideo,
  audio: FileAudio,
  sheet: FileSpreadsheet,
  archive: FileArchive,
  text: FileText,
  other: File,
} satisfies Record<string, LucideIcon>;

interface FileIconProps {
  type: string;
  size?: number;
}

/** What sort of file it is, as a picture. */
export function FileIcon({ type, size = 20 }: FileIconProps) {
  const Icon = icons[sortOf(type)];
  return <Icon size={size} strokeWidth={1.5} aria-hidden="true" />;
}

function sortOf(type: string): keyof typeof icons {
  const [family] = type.split('/');
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  if (/spreadsheet|ms-excel|csv/.test(type)) return 'sheet';
  if (/zip|tar|compressed|rar|7z/.test(type)) return 'archive';
  return type === 'application/octet-stream' ? 'other' : 'text';
}
