import { ArchiveRestore, Plus, Trash2 } from 'lucide-react';
import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { KindIcon } from '@/ui/kind-icon';
import type { FieldContext } from '../model/field-context';
import { ActorName } from './actor-name';
import { changeText } from './change-text';
import { EventIcon } from './event-icon';
import { EventShell } from './event-shell';
import { RichLine } from './rich-line';
import type { TimelineItem } from './timeline-items';

interface RecordEventProps {
  item: Extract<TimelineItem, { type: 'life' | 'moved' }>;
  kind: KindMeta;
  contexts: ReadonlyMap<string, FieldContext>;
  last: boolean;
}

const icons = { create: Plus, delete: Trash2, restore: ArchiveRestore };

/** The record itself: it came, it moved on, it went to the trash, it came back. */
export function RecordEvent({ item, kind, contexts, last }: RecordEventProps) {
  const t = useT();
  const actor = <ActorName actor={item.actor} />;
  if (item.type === 'life') {
    const Icon = icons[item.op];
    return (
      <EventShell
        mark={
          <EventIcon>
            <Icon />
          </EventIcon>
        }
        at={item.at}
        last={last}
        line={
          <RichLine id={`timeline.${item.op}`} values={{ kind: kindWord(kind, 'one') }} nodes={{ actor }} />
        }
      />
    );
  }
  const ctx = contexts.get(item.change.field);
  const old = changeText(ctx, item.change.old);
  const now = (
    <b className="font-medium text-ink">{changeText(ctx, item.change.new) || t('timeline.nothing')}</b>
  );
  return (
    <EventShell
      mark={
        <EventIcon>
          <KindIcon name={kind.icon} />
        </EventIcon>
      }
      at={item.at}
      last={last}
      line={
        old ? (
          <RichLine id="timeline.moved" values={{ old }} nodes={{ actor, new: now }} />
        ) : (
          <RichLine id="timeline.placed" nodes={{ actor, new: now }} />
        )
      }
    />
  );
}
