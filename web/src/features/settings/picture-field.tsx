import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, ImageUp, Trash2 } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';

const types = 'image/png,image/jpeg,image/webp';
const mostBytes = 5 * 1024 * 1024;

interface PictureFieldProps {
  label: string;
  hint: string;
  /** Where the picture lies in the API. */
  path: '/me/picture' | '/workspace/logo';
  /** Whether there is one. */
  chosen: boolean;
  disabled?: boolean;
  onSaved?: (saved: RecordRow) => void;
  /** How it looks now. */
  children: ReactNode;
}

/** A picture that is sent as soon as it is chosen. */
export function PictureField({ label, hint, path, chosen, disabled, onSaved, children }: PictureFieldProps) {
  const t = useT();
  const id = useId();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const change = useMutation({
    mutationFn: (file: File | null) =>
      file ? api.put<RecordRow>(path, { body: file }) : api.delete<RecordRow>(path),
    onSuccess: (saved) => {
      onSaved?.(saved);
      return client.invalidateQueries({ queryKey: keys.bootstrap });
    },
  });
  const send = (file: File | null) => {
    const fits = file === null || file.size <= mostBytes;
    setTooLarge(!fits);
    if (fits) change.mutate(file);
    else change.reset();
  };
  const failed = change.error && failureText(change.error);
  const error = tooLarge ? t('settings.picture.too_large') : failed;
  return (
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-note`}>
      <p id={`${id}-label`} className="mb-1.5 text-13 font-medium">
        {label}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        {children}
        <input
          ref={input}
          type="file"
          accept={types}
          className="hidden"
          aria-label={label}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file can be chosen once more after it was refused.
            event.target.value = '';
            if (file) send(file);
          }}
        />
        <Button
          icon={<ImageUp size={16} strokeWidth={1.75} />}
          disabled={disabled}
          loading={change.isPending}
          onClick={() => input.current?.click()}
        >
          {t(chosen ? 'settings.picture.replace' : 'settings.picture.choose')}
        </Button>
        {chosen && (
          <Button
            variant="ghost"
            icon={<Trash2 size={16} strokeWidth={1.75} />}
            disabled={disabled || change.isPending}
            onClick={() => send(null)}
          >
            {t('settings.picture.remove')}
          </Button>
        )}
      </div>
      {error ? (
        <p id={`${id}-note`} role="alert" className="mt-1.5 flex items-start gap-1.5 text-12 text-danger">
          <CircleAlert size={14} strokeWidth={2} className="mt-px shrink-0" aria-hidden="true" />
          {error}
        </p>
      ) : (
        <p id={`${id}-note`} className="mt-1.5 text-12 text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}
