import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { refreshFiles } from '../files/files-query';
import { named } from '../files/pasted-name';
import { uploadFile } from '../files/upload-file';
import { failureText } from '../mutations/failure-text';
import { putText } from './edit-text';
import { SENDING } from './written-links';

const isPicture = ({ type }: { type: string }) => type.startsWith('image/') && type !== 'image/svg+xml';

const nothing = () => undefined;

const LEFT = new RegExp(`!\\[[^\\]]*\\]\\(${SENDING}\\)`, 'g');

/**
 * Pictures that are pasted into the box or dropped on it become files of the record, and stand in the text.
 * Until one has come, the text says so where it will stand.
 */
export function usePictures(
  box: RefObject<HTMLTextAreaElement | null>,
  { kind, id }: { kind: KindMeta; id: string },
  allowed: boolean,
) {
  const t = useT();
  const client = useQueryClient();
  const [failed, setFailed] = useState<string | null>(null);

  const send = async (file: File) => {
    const element = box.current;
    if (!element) return;
    const alt = file.name.replace(/[[\]()\\]/g, ' ').trim();
    const waiting = `![${t('markdown.uploading', { name: alt })}](${SENDING})`;
    putText(element, waiting, element.selectionStart, element.selectionEnd);
    const about = { kind: kind.key, id };
    try {
      const watch = {
        signal: new AbortController().signal,
        onBegin: nothing,
        onProgress: nothing,
        onWaiting: nothing,
      };
      const sent = await uploadFile(file, about, watch);
      exchange(box.current, waiting, `![${alt}](kith:file/${sent})`);
      await refreshFiles(client, kind.plural, about);
    } catch (error) {
      exchange(box.current, waiting, '');
      setFailed(t('markdown.upload_failed', { name: alt, reason: failureText(error) }));
    }
  };
  const add = (files: readonly File[]) => {
    setFailed(null);
    for (const file of files.filter(isPicture)) void send(named(file));
  };
  const take = useEffectEvent((event: ClipboardEvent | DragEvent) => {
    const data = 'clipboardData' in event ? event.clipboardData : (event as DragEvent).dataTransfer;
    const files = [...(data?.files ?? [])];
    // Anything else is a file of the record and none of the text.
    if (!allowed || files.length === 0 || !files.every(isPicture)) return;
    event.preventDefault();
    add(files);
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // What a page that was left was still sending does not come any more.
    for (const [old] of element.value.matchAll(LEFT)) exchange(element, old, '');
    const ends = new AbortController();
    element.addEventListener('paste', (event) => take(event), { signal: ends.signal });
    element.addEventListener('drop', (event) => take(event), { signal: ends.signal });
    return () => ends.abort();
  }, [box]);
  return { add: allowed ? add : null, failed };
}

/** Another text where the first stands, with the cursor where it was. */
function exchange(box: HTMLTextAreaElement | null, old: string, next: string): void {
  const from = box?.value.indexOf(old) ?? -1;
  if (!box || from < 0) return;
  const { selectionStart: at } = box;
  putText(box, next, from, from + old.length);
  if (at < from) box.setSelectionRange(at, at);
}
