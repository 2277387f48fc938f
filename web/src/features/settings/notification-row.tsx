import type { ReactNode } from 'react';
import type { NotificationChoice, NotificationWays } from '@/api/notifications';
import { useT } from '@/i18n/t';
import { Select } from '@/ui/select';
import { Switch } from '@/ui/switch';

const MAIL_WAYS = ['off', 'now', 'digest'] as const;

interface NotificationRowProps {
  choice: NotificationChoice;
  onChange: (ways: NotificationWays) => void;
}

/** One kind of thing and the ways of being told; on phones the ways stand under each other with their names. */
export function NotificationRow({ choice, onChange }: NotificationRowProps) {
  const t = useT();
  const kind = t(`notify.kind.${choice.kind}`);
  const named = (way: string) => t('notify.choices.of', { kind, way });
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_64px_64px_148px] items-center gap-x-4 py-2.5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-1 max-md:py-3">
      <div className="min-w-0 max-md:col-span-2">
        <p className="font-medium">{kind}</p>
        <p className="text-12 text-ink-3">{t(`notify.kind.${choice.kind}_hint`)}</p>
      </div>
      <Way label={t('notify.choices.app')}>
        <Switch
          aria-label={named(t('notify.choices.app'))}
          checked={choice.app}
          onCheckedChange={(app) => onChange({ app })}
        />
      </Way>
      <Way label={t('notify.choices.push')}>
        <Switch
          aria-label={named(t('notify.choices.push'))}
          checked={choice.push}
          onCheckedChange={(push) => onChange({ push })}
        />
      </Way>
      <Way label={t('notify.choices.mail')} wide>
        <Select
          size="sm"
          aria-label={named(t('notify.choices.mail'))}
          className="max-md:h-11 max-md:w-36"
          value={choice.mail}
          options={MAIL_WAYS.map((value) => ({ value, label: t(`notify.choices.mail_${value}`) }))}
          onValueChange={(value) => {
            const mail = MAIL_WAYS.find((way) => way === value);
            if (mail) onChange({ mail });
          }}
        />
      </Way>
    </li>
  );
}

/** A way: under its heading, or on phones beside its name. */
function Way({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className="contents">
      <span aria-hidden="true" className="text-12 text-ink-2 md:hidden">
        {label}
      </span>
      <span className={wide ? 'flex' : 'flex min-h-11 items-center justify-end md:min-h-0 md:justify-center'}>
        {children}
      </span>
    </div>
  );
}
