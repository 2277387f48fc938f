import { useState } from 'react';
import { refreshSession } from '@/api/client';
import { fileUrl } from '@/api/files';

interface FilePictureProps {
  id: string;
  /** Empty where the name stands beside it. */
  alt: string;
  className?: string;
  lazy?: boolean;
  onFail: () => void;
}

/** A picture from the server. The browser asks for it itself and cannot renew a session that has run out. */
export function FilePicture({ id, alt, className, lazy = false, onFail }: FilePictureProps) {
  const [round, setRound] = useState(0);
  return (
    <img
      key={round}
      src={fileUrl(id, true)}
      alt={alt}
      loading={lazy ? 'lazy' : 'eager'}
      decoding="async"
      className={className}
      onError={() => {
        if (round > 0) return onFail();
        refreshSession().then((done) => (done ? setRound(1) : onFail()), onFail);
      }}
    />
  );
}
