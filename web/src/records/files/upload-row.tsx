import { RotateCw, X } from 'lucide-react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { IconButton } from '@/ui/icon-button';
import { Progress } from '@/ui/progress';
import { byteSize } from './byte-size';
import { useUploads, type Upload } from './upload-store';

/** A file on its way: how far it is, and a way to stop it. */
export function UploadRow({ upload }: { upload: Upload }) {
  const t = useT();
  const format = useFormat();
  const retry = useUploads((state) => state.retry);
  const cancel = useUploads((state) => state.cancel);
  const { file, sent, state } = upload;
  const share = file.size === 0 ? 1 : sent / file.size;
  const said = {
    queued: t('files.upload.queued'),
    sending: t('files.upload.sending', {
      sent: byteSize(format, sent),
      size: byteSize(format, file.size),
    }),
    waiting: t('files.upload.waiting'),
    failed: upload.reason ?? '',
  }[state];
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-hairline px-5 py-2 max-md:px-4">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="truncate text-13 font-medium">{file.name}</p>
        {state !== 'failed' && (
          <Progress label={t('files.upload.progress', { name: file.name })} value={share} max={1} />
        )}
        <p
          className={state === 'failed' ? 'text-12 text-danger' : 'text-12 text-ink-3 tabular-nums'}
          role={state === 'failed' ? 'alert' : undefined}
        >
          {said}
        </p>
      </div>
      {state === 'failed' && (
        <IconButton
          label={t('common.retry')}
          icon={<RotateCw size={16} strokeWidth={1.75} />}
          onClick={() => retry(upload.key)}
        />
      )}
      <IconButton
        label={t(state === 'failed' ? 'files.upload.dismiss' : 'files.upload.cancel', { name: file.name })}
        icon={<X size={16} strokeWidth={1.75} />}
        onClick={() => cancel(upload.key)}
      />
    </li>
  );
}
