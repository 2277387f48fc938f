import type { FileRow } from '@/api/files';

/** How a file can be looked at here. */
type FileLook = 'image' | 'text' | 'pdf' | 'none';

const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);
/** A larger picture is only loaded when it is opened. */
const THUMB_BYTES = 4 * 1024 * 1024;

/** What is being scanned, or did not pass, is not shown in any way. */
export const isOpen = ({ scan }: FileRow) => scan !== 'pending' && scan !== 'infected';

export function lookOf(file: FileRow): FileLook {
  if (!isOpen(file)) return 'none';
  if (IMAGES.has(file.media_type)) return 'image';
  if (file.media_type === 'text/plain') return 'text';
  return file.media_type === 'application/pdf' ? 'pdf' : 'none';
}

export const hasThumb = (file: FileRow) => lookOf(file) === 'image' && file.size <= THUMB_BYTES;
