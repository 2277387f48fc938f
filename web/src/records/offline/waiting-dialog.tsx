import { RotateCw, Trash2 } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { IconButton } from '@/ui/icon-button';
import { findField, labelOf } from '../model/kind-fields';
import type { Waiting } from '../mutations/waiting-room';
import { useWaiting, type WaitingActions } from './waiting-store';

/** What waits to be sent, in its order, and what the server refused. */
export function WaitingDialog() {
  const t = useT();
  const { items, sending, actions } = useWaiting();
  return (
    <Dialog
      open
      onOpenChange={(open) => useWaiting.setState({ open })}
      title={t('waiting.title')}
      description={t('waiting.text')}
      closeLabel={t('common.close')}
      footer={
        <Button loading={sending} disabled={items.length === 0} onClick={() => void actions?.send()}>
          {t('waiting.send')}
        </Button>
      }
    >
      {items.length === 0 ? (
        <p className="py-4 text-ink-2">{t('waiting.none')}</p>
      ) : (
        <ol aria-label={t('waiting.title')} className="border-t border-line">
          {items.map((item) => (
            <WaitingLine key={item.id} item={item} actions={actions} />
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function WaitingLine({ item, actions }: { item: Waiting; actions: WaitingActions | null }) {
  const t = useT();
  const format = useFormat();
  const { kinds } = useBootstrap();
  const kind = kinds.find(({ plural }) => plural === item.plural);
  const fields = item.type === 'change' && kind ? Object.keys(item.change.values) : [];
  const what = fields.map((path) => {
    const field = kind && findField(kind, path);
    return field && kind ? labelOf(kind, field) : path;
  });
  const about = what.length > 0 ? what.join(', ') : kind ? kindLabel(kind, 'one') : item.plural;
  return (
    <li className="flex items-start gap-2 border-b border-hairline py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{item.title}</p>
        <p className="text-12 text-ink-2">
          {about} · {format.dateTime(new Date(item.at).toISOString())}
        </p>
        {item.refused !== undefined && <p className="text-12 text-danger">{item.refused}</p>}
      </div>
      {item.refused !== undefined && (
        <IconButton
          label={t('common.retry')}
          icon={<RotateCw size={16} strokeWidth={1.75} />}
          onClick={() => void actions?.tryAgain(item)}
        />
      )}
      <IconButton
        label={t('waiting.discard', { title: item.title })}
        icon={<Trash2 size={16} strokeWidth={1.75} />}
        onClick={() => void actions?.discard(item)}
      />
    </li>
  );
}
