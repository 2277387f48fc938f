import type { KindMeta, TimelineRecordEntry } from '@/api/types';
import { useKind } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import type { MessageId } from '@/i18n/en';
import { Tag } from '@/ui/tag';
import { useFieldContexts } from '../fields/use-field-contexts';
import { findOption, labelOfOption } from '../fields/options';
import { readIncluded } from '../model/field-path';
import { ActorMark } from './actor-mark';
import { ActorName } from './actor-name';
import { EntryMenu } from './entry-menu';
import { EventShell } from './event-shell';
import { Markdown } from '../markdown/markdown';
import { RichLine } from './rich-line';
import type { TimelineOf } from './timeline-cache';

interface EntryProps {
  entry: TimelineRecordEntry;
  of: TimelineOf;
  last: boolean;
}

const phrases = new Set(['call', 'email', 'meeting', 'sms', 'chat', 'visit']);

/** Which sentence tells of it; with somebody it is another one than without. */
function phraseOf(mode: string, inbound: boolean, withContact: boolean): MessageId {
  if (inbound) return withContact ? 'timeline.did.inbound_with' : 'timeline.did.inbound';
  const phrase = (phrases.has(mode) ? mode : 'other') as 'call';
  return withContact ? `timeline.did.${phrase}_with` : `timeline.did.${phrase}`;
}

/** What passed between us and the customer. */
export function InteractionEntry(props: EntryProps) {
  const kind = useKind('interaction');
  return kind ? <Interaction {...props} kind={kind} /> : null;
}

function Interaction({ entry, of, last, kind }: EntryProps & { kind: KindMeta }) {
  const t = useT();
  const contexts = useFieldContexts(kind);
  const { record } = entry;
  const mode = typeof record['kind'] === 'string' ? record['kind'] : 'other';
  const inbound = record['direction'] === 'inbound';
  const contact =
    readIncluded(record, 'contact_id')?.title ?? of.names?.get(String(record['contact_id'] ?? '')) ?? null;
  const minutes = record['duration_minutes'];
  // How it ended; of a text message, whether it has arrived.
  const tags = ['outcome', 'delivery'].flatMap((key) => {
    const [ctx, value] = [contexts.get(key), record[key]];
    return ctx && typeof value === 'string' ? [{ ctx, value }] : [];
  });
  const subject = typeof record['subject'] === 'string' ? record['subject'] : record.title;
  const summary = typeof record['summary'] === 'string' ? record['summary'] : '';
  const modeCtx = contexts.get('kind');
  return (
    <EventShell
      mark={<ActorMark actor={entry.actor} />}
      at={entry.at}
      last={last}
      pending={record.version === 0}
      actions={<EntryMenu entry={entry} of={of} kind={kind} />}
      line={
        <>
          <RichLine
            id={phraseOf(mode, inbound, contact !== null)}
            values={{ kind: modeCtx ? labelOfOption(modeCtx, mode).toLocaleLowerCase() : mode }}
            nodes={{
              actor: <ActorName actor={entry.actor} />,
              contact: <b className="font-medium text-ink">{contact}</b>,
            }}
          />
          {typeof minutes === 'number' && <> · {t('timeline.minutes', { count: minutes })}</>}
        </>
      }
    >
      <div className="max-w-[660px] pt-1 pb-0.5 text-14">
        {summary && subject ? <p className="font-medium">{subject}</p> : <Markdown text={subject} />}
        {summary && <Markdown text={summary} />}
      </div>
      {tags.length > 0 && (
        <div className="flex gap-1.5 pt-1.5">
          {tags.map(({ ctx, value }) => (
            <Tag key={ctx.path} color={findOption(ctx, value)?.color}>
              {labelOfOption(ctx, value)}
            </Tag>
          ))}
        </div>
      )}
    </EventShell>
  );
}
