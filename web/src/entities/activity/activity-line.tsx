import { useBootstrap, useKind } from '@/api/bootstrap';
import type { ActivityEntry } from './activity-query';
import { fieldLabel, optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { RichLine } from '@/records/timeline/rich-line';
import { PersonAvatar } from '@/records/people/person-avatar';
import { wordActivity, type Target } from './activity-wording';
import { RecordLink } from './record-link';

/** "Ana moved Acme renewal to Proposal", and when. */
export function ActivityLine({ entry }: { entry: ActivityEntry }) {
  const t = useT();
  const format = useFormat();
  const { me } = useBootstrap();
  const kind = useKind(entry.kind);
  const { phrase, target, from, count } = wordActivity(entry, kind);
  const { actor } = entry;
  const mine = actor !== null && actor.id === me?.id;
  const name = actor?.title ?? t('app.name');

  const nameOf = (target: Target): string => {
    switch (target.type) {
      case 'title':
        return target.text;
      case 'option': {
        const option = target.field.options.find(({ value }) => value === target.value);
        return kind && option ? optionLabel(kind, target.field, option) : target.value;
      }
      case 'field':
        return (kind && target.field ? fieldLabel(kind, target.field) : target.key).toLocaleLowerCase();
    }
  };
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-2.5 py-[7px] text-ink-2">
      <PersonAvatar id={actor?.id} name={name} />
      <span className="line-clamp-2 min-w-0 wrap-anywhere">
        <RichLine
          id={`dashboard.activity.${phrase}`}
          values={{
            who: mine ? 'you' : 'other',
            target: target ? nameOf(target) : '',
            from: from ? nameOf(from) : '',
            count,
          }}
          nodes={{
            actor: (
              <span className="font-medium text-ink">
                {mine ? t('dashboard.activity.you') : firstName(name)}
              </span>
            ),
            record: (
              <RecordLink
                kind={entry.kind}
                id={entry.record_id}
                title={entry.record_title}
                className="font-medium text-ink"
              />
            ),
          }}
        />
      </span>
      <time dateTime={entry.at} title={format.full(entry.at)} className="text-12 leading-5 text-ink-3">
        {format.ago(entry.at)}
      </time>
    </li>
  );
}

function firstName(name: string): string {
  return name.split(/\s+/u)[0] ?? name;
}
