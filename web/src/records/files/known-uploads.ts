import type { RecordLink } from '@/api/types';

/** Uploads that were begun on this device: which file, for which record, under which id. */
const name = ({ name: file, size, lastModified }: File, { kind, id }: RecordLink) =>
  `kith.upload:${kind}:${id}:${file}:${size}:${lastModified}`;

export function knownUpload(file: File, about: RecordLink): string | null {
  try {
    return localStorage.getItem(name(file, about));
  } catch {
    return null;
  }
}

export function keepUpload(file: File, about: RecordLink, upload: string): void {
  try {
    localStorage.setItem(name(file, about), upload);
  } catch {
    // Without room the upload begins anew after a reload, no more.
  }
}

export function forgetUpload(file: File, about: RecordLink): void {
  try {
    localStorage.removeItem(name(file, about));
  } catch {
    // As above.
  }
}
