import { useEffect, useRef, useState } from 'react';
import { FileUp } from 'lucide-react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { named } from './pasted-name';
import { useAddFiles } from './use-add-files';

/** Takes files that are dropped anywhere on the record's page, and pictures that are pasted. */
export function FileCatcher({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const add = useAddFiles(kind, record);
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Each element on the way is entered before the last one is left.
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const hover = (event: DragEvent) => carriesFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      latest.current(files.map(named));
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, []);
  if (!over) return null;
  return (
    <div className="pointer-events-none absolute inset-2 z-30 grid place-content-center justify-items-center gap-2 rounded-card border-2 border-dashed border-accent bg-drop-tint text-center">
      <FileUp size={28} strokeWidth={1.5} className="text-accent" aria-hidden="true" />
      <p className="text-14 font-semibold">{t('files.drop', { title: record.title })}</p>
    </div>
  );
}
