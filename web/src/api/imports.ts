import { api, apiUrl, csrfToken } from './client';
import type { Job } from './jobs';
import { OfflineError } from './offline-error';
import { ProblemError, type Problem } from './problem-error';

export interface ImportColumn {
  index: number;
  header: string;
  samples: string[];
  /** The field the server takes the column for. */
  field: string | null;
}

/** A file that was read and waits for its columns to be named. */
export interface ImportUpload {
  id: string;
  file_name: string;
  encoding: string;
  delimiter: string;
  columns: ImportColumn[];
  preview: string[][];
  rows_estimate: number;
}

export type DuplicateRule = 'skip' | 'update' | 'create';

export interface ImportStart {
  /** Field by the column's index. Columns that are left out are not read. */
  mapping: Record<string, string>;
  duplicates: DuplicateRule;
  match_on: string | null;
  dry_run: boolean;
}

export const startImport = (id: string, body: ImportStart) => api.post<Job>(`/imports/${id}/start`, { body });

export const importErrorsUrl = (id: string) => apiUrl(`/imports/${id}/errors.csv`);

interface UploadOptions {
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends the file as it is. `fetch` cannot tell how far an upload has come, so this asks the older API. */
export async function uploadImport(
  plural: string,
  file: File,
  options: UploadOptions,
): Promise<ImportUpload> {
  // A long upload must not find out at its end that the session had to be renewed.
  await api.get('/me', { signal: options.signal });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const { onProgress, signal } = options;
    const abort = () => request.abort();
    request.open('POST', apiUrl(`/imports/${plural}`));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'text/csv');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('X-CSRF-Token', csrfToken());
    request.upload.addEventListener(
      'progress',
      ({ loaded, total }) => total > 0 && onProgress(loaded / total),
    );
    request.addEventListener('load', () => {
      const answer = readJson(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer as ImportUpload);
      else reject(new ProblemError({ ...(answer as Partial<Problem>), status: request.status }));
    });
    request.addEventListener('error', () => reject(new OfflineError('The upload broke off.')));
    request.addEventListener('abort', () =>
      reject(new DOMException('The upload was stopped.', 'AbortError')),
    );
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    signal.addEventListener('abort', abort, { once: true });
    request.send(file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}
