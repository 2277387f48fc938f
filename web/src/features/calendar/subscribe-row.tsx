import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import {
  calendarsQuery,
  makeCalendarAddress,
  revokeCalendarAddress,
  type CalendarFeed,
} from '@/api/calendars';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { failureText } from '@/records/mutations/failure-text';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';

/** A calendar: whether it has an address, a new one, and none. */
export function SubscribeRow({ feed }: { feed: CalendarFeed }) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const [url, setUrl] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  // What it asks stays what it was while it closes.
  const [question, setQuestion] = useState<'renew' | 'revoke'>('renew');
  const ask = (what: 'renew' | 'revoke') => {
    setQuestion(what);
    setAsking(true);
  };
  const name = feed.team ?? t('feed.mine');
  const keep = (made_at: string | null) =>
    client.setQueryData(calendarsQuery.queryKey, (feeds) =>
      feeds?.map((known) => (known.id === feed.id ? { ...known, made_at } : known)),
    );
  const make = useMutation({
    mutationFn: () => makeCalendarAddress(feed.id),
    onSuccess: (made) => {
      setUrl(made.url);
      keep(made.made_at);
    },
    onError: tell,
  });
  const revoke = useMutation({
    mutationFn: () => revokeCalendarAddress(feed.id),
    onSuccess: () => {
      setUrl(null);
      keep(null);
      toast(t('feed.revoked', { name }));
    },
    onError: tell,
  });
  const label = (text: string) => (
    <>
      {text}
      <span className="sr-only"> {name}</span>
    </>
  );
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-40">
          <p className="truncate font-medium">{name}</p>
          <p className="text-12 text-ink-3">
            {feed.made_at ? t('feed.made', { when: format.dateTime(feed.made_at) }) : t('feed.none')}
          </p>
        </div>
        {feed.made_at ? (
          <div className="flex flex-wrap gap-1">
            <Button size="sm" loading={make.isPending} onClick={() => ask('renew')}>
              {label(t('feed.renew'))}
            </Button>
            <Button size="sm" variant="ghost" loading={revoke.isPending} onClick={() => ask('revoke')}>
              {label(t('feed.revoke'))}
            </Button>
          </div>
        ) : (
          <Button size="sm" loading={make.isPending} onClick={() => make.mutate()}>
            {label(t('feed.make'))}
          </Button>
        )}
      </div>
      {url !== null && (
        <div className="mt-2">
          <div className="flex items-end gap-2">
            <FormField className="min-w-0 flex-1" label={t('feed.address', { name })}>
              {(control) => (
                <Input {...control} readOnly value={url} onFocus={(event) => event.target.select()} />
              )}
            </FormField>
            <CopyButton text={url} label={t('feed.copy')} doneLabel={t('common.copied')} />
          </div>
          <p role="status" className="mt-1 text-12 text-ink-2">
            {t('feed.once')}{' '}
            <a className="font-medium text-link hover:underline" href={url.replace(/^https?:/, 'webcal:')}>
              {t('feed.open')}
            </a>
          </p>
        </div>
      )}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t(`feed.${question}.title`, { name })}
        description={t(`feed.${question}.text`)}
        confirmLabel={t(`feed.${question}`)}
        cancelLabel={t('common.cancel')}
        onConfirm={() => {
          setAsking(false);
          (question === 'revoke' ? revoke : make).mutate();
        }}
      />
    </li>
  );
}

const tell = (error: Error) => toast.error(failureText(error));
