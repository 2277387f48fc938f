import { useState } from 'react';
import type { FileRow } from '@/api/files';
import { FileIcon } from './file-icon';
import { FilePicture } from './file-picture';
import { hasThumb } from './file-look';

/** A small picture of the file, or the icon of its kind. */
export function FileThumb({ file }: { file: FileRow }) {
  const [failed, setFailed] = useState(false);
  return (
    <span
      aria-hidden="true"
      className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-ctl border border-line bg-sunken text-ink-3"
    >
      {hasThumb(file) && !failed ? (
        <FilePicture
          id={file.id}
          alt=""
          lazy
          className="size-full object-cover"
          onFail={() => setFailed(true)}
        />
      ) : (
        <FileIcon type={file.media_type} />
      )}
    </span>
  );
}
