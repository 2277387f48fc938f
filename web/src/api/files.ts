import { api, apiUrl, send } from './client';
import type { RecordLink, RecordRow } from './types';

/** How far an upload is. */
interface UploadProgress {
  id: string;
  offset: number;
  size: number;
  finished: boolean;
}

/** A file as the server keeps it. */
export interface FileRow extends RecordRow {
  name: string;
  media_type: string;
  size: number;
  scan: 'none' | 'pending' | 'clean' | 'infected' | null;
  threat?: string | null;
}

const uploads = '/files/uploads';

/** `inline` is for what a browser shows by itself; the server decides what that is. */
export const fileUrl = (id: string, inline = false) =>
  apiUrl(`/files/${id}/content`, { inline: inline ? 'true' : null });

/** The first bytes of a file, as text. */
export async function readText(id: string, bytes: number, signal: AbortSignal): Promise<string> {
  const response = await send('GET', `/files/${id}/content`, {
    headers: { Range: `bytes=0-${bytes - 1}` },
    signal,
  });
  return response.text();
}

/** Begins an upload, by the words of the tus protocol. */
export function beginUpload(file: File, about: RecordLink, signal: AbortSignal): Promise<UploadProgress> {
  const metadata = { filename: file.name, record_kind: about.kind, record_id: about.id };
  return api.post<UploadProgress>(uploads, {
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': String(file.size),
      'Upload-Metadata': Object.entries(metadata)
        .map(([key, value]) => `${key} ${base64(value)}`)
        .join(','),
    },
    signal,
  });
}

export const uploadProgress = (id: string, signal: AbortSignal) =>
  api.get<UploadProgress>(`${uploads}/${id}`, { signal });

/** Sends a piece and answers how far the upload is then. */
export async function sendPiece(
  id: string,
  offset: number,
  piece: Blob,
  signal: AbortSignal,
): Promise<number> {
  const response = await send('PATCH', `${uploads}/${id}`, {
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
    },
    body: piece,
    signal,
  });
  return Number(response.headers.get('Upload-Offset'));
}

export const cancelUpload = (id: string) => api.delete(`${uploads}/${id}`);

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
