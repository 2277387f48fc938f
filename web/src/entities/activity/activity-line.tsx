import { Link } from '@tanstack/react-router';
import { useBootstrap, useKind } from '@/api/bootstrap';
import type { ActivityEntry } from './activity-query';
import { fieldLabel, kindLabel, optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { shortened } from '@/lib/shortened';
import { RichLine } from '@/records/timeline/rich-line';
import { PersonAvatar } from '@/records/people/person-avatar';
import { aboutWhat, wordActivity, type Target } from './activity-wording';
import { RecordLink } from './record-link';

/** Longer titles are cut, so that what happened to the record stays in sight. */
const longest = 80;

/** "Ana moved Acme renewal to Proposal", what that is, and when. */
export function ActivityLine({ entry }: { entry: ActivityEntry }) {
  const t = useT();
  const format = useFormat();
  const { me } = useBootstrap();
  const kind = useKind(entry.kind);
  const { phrase, target, from, count } = wordActivity(entry, kind);
  const about = aboutWhat(entry);
  const { actor } = entry;
  const mine = actor !== null && actor.id === me?.id;
  // Whoever was removed for good has no name any more.
  const name = actor === null ? t('app.name') : actor.title || t('activity.somebody');
  const called = mine ? t('dashboard.activity.you') : actor?.title ? firstName(name) : name;

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
      <span className="min-w-0 wrap-anywhere">
        <RichLine
          id={`dashboard.activity.${phrase}`}
          values={{
            who: mine ? 'you' : 'other',
            target: target ? nameOf(target) : '',
            from: from ? nameOf(from) : '',
            count,
          }}
          nodes={{
            actor: actor ? (
              <Link
                to="/activity"
                search={{ actor: actor.id }}
                className="font-medium text-ink hover:underline"
                title={t('activity.of', { name })}
              >
                {called}
              </Link>
            ) : (
              <span className="font-medium text-ink">{called}</span>
            ),
            record: (
              <RecordLink
                kind={entry.kind}
                id={entry.record_id}
                title={entry.record_title}
                shown={shortened(entry.record_title, longest)}
                className="font-medium text-ink"
              />
            ),
          }}
        />
        {(about ?? kind) && (
          <span className="text-ink-3">
            {' · '}
            {about ? (
              <RecordLink
                {...about}
                shown={shortened(about.title, longest)}
                className="font-medium text-ink-2"
              />
            ) : (
              kind && kindLabel(kind, 'one')
            )}
          </span>
        )}
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
