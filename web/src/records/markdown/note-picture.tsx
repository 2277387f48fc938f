import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { fileUrl } from '@/api/files';
import { useT } from '@/i18n/t';
import { FilePicture } from '../files/file-picture';

/** A picture among the words; pressed, it is shown as large as it is. */
export function NotePicture({ id, alt }: { id: string; alt: string }) {
  const t = useT();
  const [failed, setFailed] = useState(false);
  if (failed) {
    return (
      <span className="inline-flex items-center gap-1.5 rounded-ctl bg-sunken px-2 py-1 text-ink-3">
        <ImageOff size={14} strokeWidth={1.75} aria-hidden="true" />
        {alt || t('markdown.no_picture')}
      </span>
    );
  }
  return (
    <a
      href={fileUrl(id, true)}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t('markdown.open_picture', { name: alt || t('markdown.picture') })}
      className="my-1 block w-fit max-w-full"
    >
      <FilePicture
        id={id}
        alt={alt}
        lazy
        className="max-h-80 max-w-full rounded-ctl border border-line"
        onFail={() => setFailed(true)}
      />
    </a>
  );
}
