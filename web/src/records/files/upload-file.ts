import { beginUpload, sendPiece, uploadProgress } from '@/api/files';
import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import type { RecordLink } from '@/api/types';
import { forgetUpload, keepUpload, knownUpload } from './known-uploads';

interface UploadWatch {
  signal: AbortSignal;
  /** The id is told as soon as there is one, so that the upload can be taken back. */
  onBegin: (id: string) => void;
  onProgress: (sent: number) => void;
  /** The connection is gone, or back. */
  onWaiting: (waiting: boolean) => void;
}

const LEAST = 256 * 1024;
const MOST = 8 * 1024 * 1024;
/** A piece should take about so long: short enough to be lost, long enough to be worth a request. */
const MILLISECONDS = 1000;
const LONGEST_PAUSE = 30_000;

/** Sends a file in pieces. After a broken connection it goes on where the server says it was. */
export async function uploadFile(file: File, about: RecordLink, watch: UploadWatch): Promise<string> {
  const { signal, onProgress } = watch;
  const patient = <Answer>(work: () => Promise<Answer>) => untilAnswered(work, watch);
  let { id, offset } = await patient(() => begin(file, about, signal));
  watch.onBegin(id);
  keepUpload(file, about, id);
  onProgress(offset);
  let size = LEAST;
  while (offset < file.size) {
    const started = performance.now();
    const from = offset;
    try {
      const piece = file.slice(from, from + size);
      offset = await sendPiece(id, from, piece, signal);
      const took = performance.now() - started;
      if (took < MILLISECONDS / 2) size = Math.min(MOST, size * 2);
      else if (took > MILLISECONDS * 2) size = Math.max(LEAST, size / 2);
    } catch (error) {
      if (!isPassing(error) && !isProblem(error, 'conflict')) throw error;
      watch.onWaiting(true);
      await pause(MILLISECONDS, signal);
      const reached = await patient(() => uploadProgress(id, signal));
      if (reached.offset === from && !isPassing(error)) throw error;
      offset = reached.offset;
      size = LEAST;
      watch.onWaiting(false);
    }
    onProgress(offset);
  }
  forgetUpload(file, about);
  return id;
}

/** The same file added to the same record again, a reload later, goes on. */
async function begin(file: File, about: RecordLink, signal: AbortSignal) {
  const known = knownUpload(file, about);
  if (known !== null) {
    try {
      const progress = await uploadProgress(known, signal);
      if (!progress.finished && progress.size === file.size) return progress;
    } catch (error) {
      if (!isProblem(error, 'not_found')) throw error;
    }
    forgetUpload(file, about);
  }
  return beginUpload(file, about, signal);
}

/** No answer, or one that says to come back later. */
function isPassing(error: unknown): boolean {
  return error instanceof OfflineError || (isProblem(error) && (error.status >= 500 || error.status === 429));
}

async function untilAnswered<Answer>(work: () => Promise<Answer>, watch: UploadWatch): Promise<Answer> {
  for (let wait = MILLISECONDS; ; wait = Math.min(LONGEST_PAUSE, wait * 2)) {
    try {
      const answer = await work();
      watch.onWaiting(false);
      return answer;
    } catch (error) {
      if (!isPassing(error)) throw error;
      watch.onWaiting(true);
      await pause(wait, watch.signal);
    }
  }
}

/** Ends early when the network comes back. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', stop);
      resolve();
    }
    function stop() {
      done();
      reject(signal.reason as Error);
    }
    window.addEventListener('online', done);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}
