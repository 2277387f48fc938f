import { useEffect, useRef, useState } from 'react';
import { uploadImport, type ImportUpload } from '@/api/imports';

/** The server takes no more in one file. */
const MAX_BYTES = 2 * 1024 ** 3;

export type UploadProblem = 'spreadsheet' | 'too_large' | 'empty';

interface UploadState {
  file: File | null;
  share: number;
  problem: UploadProblem | null;
  error: Error | null;
}

const idle: UploadState = { file: null, share: 0, problem: null, error: null };

function problemOf(file: File): UploadProblem | null {
  if (/\.(xlsx?|ods|numbers)$/i.test(file.name)) return 'spreadsheet';
  if (file.size > MAX_BYTES) return 'too_large';
  return file.size === 0 ? 'empty' : null;
}

/** Sends one file at a time and tells how far it is. Leaving the page stops it. */
export function useUpload(plural: string, onUploaded: (upload: ImportUpload) => void) {
  const [state, setState] = useState<UploadState>(idle);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const stop = () => {
    running.current?.abort();
    setState(idle);
  };
  const start = async (file: File) => {
    running.current?.abort();
    const problem = problemOf(file);
    if (problem) {
      setState({ ...idle, problem });
      return;
    }
    const controller = new AbortController();
    running.current = controller;
    setState({ ...idle, file });
    try {
      const onProgress = (share: number) => setState((current) => ({ ...current, share }));
      onUploaded(await uploadImport(plural, file, { onProgress, signal: controller.signal }));
    } catch (error) {
      if (!controller.signal.aborted) setState({ ...idle, error: error as Error });
    }
  };
  return { ...state, start, stop };
}
