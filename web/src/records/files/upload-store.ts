import { create } from 'zustand';
import { cancelUpload } from '@/api/files';
import { isProblem } from '@/api/problem-error';
import type { RecordLink } from '@/api/types';
import { failureText } from '../mutations/failure-text';
import { forgetUpload } from './known-uploads';
import { uploadFile } from './upload-file';

export interface Upload {
  key: string;
  about: RecordLink;
  file: File;
  sent: number;
  state: 'queued' | 'sending' | 'waiting' | 'failed';
  /** Why it failed, for a person. */
  reason: string | null;
}

interface UploadStore {
  uploads: readonly Upload[];
  /** Called with the record whenever one of its files has come. */
  add: (files: readonly File[], about: RecordLink, onDone: (about: RecordLink) => void) => void;
  retry: (key: string) => void;
  /** Stops it and takes back what was sent, or takes a failed one off the list. */
  cancel: (key: string) => void;
}

/** So many at once: more would only share the same line. */
const AT_ONCE = 3;

interface Running {
  stop: AbortController;
  id: string | null;
  onDone: (about: RecordLink) => void;
}

const running = new Map<string, Running>();
let count = 0;

/** How much is allowed only the server says. */
function reasonOf(error: unknown): string {
  const [first] = isProblem(error) ? error.errors : [];
  return first?.code === 'too_large' ? first.message : failureText(error);
}

/** What is being sent, from wherever on the page it was added. */
export const useUploads = create<UploadStore>((set, get) => {
  const change = (key: string, patch: Partial<Upload>) =>
    set(({ uploads }) => ({
      uploads: uploads.map((upload) => (upload.key === key ? { ...upload, ...patch } : upload)),
    }));
  const drop = (key: string) => {
    running.delete(key);
    set(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.key !== key) }));
  };
  const next = () => {
    const { uploads } = get();
    const busy = uploads.filter(({ state }) => state === 'sending' || state === 'waiting').length;
    for (const upload of uploads.filter(({ state }) => state === 'queued').slice(0, AT_ONCE - busy)) {
      void run(upload);
    }
  };
  const run = async ({ key, file, about }: Upload) => {
    const mine = running.get(key);
    if (!mine) return;
    change(key, { state: 'sending', reason: null });
    try {
      await uploadFile(file, about, {
        signal: mine.stop.signal,
        onBegin: (id) => (mine.id = id),
        onProgress: (sent) => change(key, { sent }),
        onWaiting: (waiting) => change(key, { state: waiting ? 'waiting' : 'sending' }),
      });
      drop(key);
      mine.onDone(about);
    } catch (error) {
      if (!mine.stop.signal.aborted) change(key, { state: 'failed', reason: reasonOf(error) });
    }
    next();
  };
  return {
    uploads: [],
    add: (files, about, onDone) => {
      const added = files.map((file): Upload => {
        const key = `upload-${(count += 1)}`;
        running.set(key, { stop: new AbortController(), id: null, onDone });
        return { key, about, file, sent: 0, state: 'queued', reason: null };
      });
      set(({ uploads }) => ({ uploads: [...uploads, ...added] }));
      next();
    },
    retry: (key) => {
      const mine = running.get(key);
      if (mine) running.set(key, { ...mine, stop: new AbortController() });
      change(key, { state: 'queued', reason: null });
      next();
    },
    cancel: (key) => {
      const mine = running.get(key);
      const upload = get().uploads.find((one) => one.key === key);
      mine?.stop.abort();
      if (upload) forgetUpload(upload.file, upload.about);
      // What is left of it is forgotten by the server too, a day later.
      if (mine?.id) cancelUpload(mine.id).catch(() => undefined);
      drop(key);
      next();
    },
  };
});
