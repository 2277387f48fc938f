import { useQuery } from '@tanstack/react-query';
import { CalendarCheck, Mail } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { invitationsQuery, type InvitedPerson } from '@/api/invitations';
import type { RecordRow } from '@/api/types';
import { useFormat } from '@/i18n/use-format';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Tag } from '@/ui/tag';
import { ParticipantsBox } from '../fields/editors/participants-box';
import { readParticipants } from '../fields/participants';
import type { FieldContext } from '../model/field-context';
import { readField } from '../model/field-path';
import { useUpdateRecord } from '../mutations/use-update-record';
import { FieldBlock } from './field-block';

const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog')).InviteDialog }));

interface FieldParticipantsProps {
  ctx: FieldContext;
  record: RecordRow;
  editable: boolean;
}

const colors = { accepted: 'green', declined: 'red', tentative: 'amber' } as const;

/** Who comes to a meeting: what each knows of it and has answered, and the way to tell them. */
export function FieldParticipants({ ctx, record, editable }: FieldParticipantsProps) {
  const t = useT();
  const update = useUpdateRecord(ctx.kind);
  const [inviting, setInviting] = useState(false);
  const people = readParticipants(readField(record, ctx.path));
  const { data, isError } = useQuery({
    ...invitationsQuery(record.id, record.version),
    enabled: people.length > 0,
  });
  const answers = new Map(
    data?.people.map((person) => [person.email, <Answered key={person.email} person={person} />]),
  );
  const waiting = data?.people.filter(({ state }) => state !== 'invited') ?? [];
  const outdated = waiting.some(({ state }) => state === 'outdated');
  return (
    <FieldBlock
      label={ctx.label}
      sum={people.length > 0 ? t('meeting.count', { count: people.length }) : undefined}
    >
      {people.length === 0 && !editable ? (
        <span className="text-ink-3">{t('page.empty')}</span>
      ) : (
        <ParticipantsBox
          label={ctx.label}
          people={people}
          disabled={!editable}
          about={answers}
          onChange={(next) =>
            void update({ id: record.id, values: { [ctx.path]: next.length === 0 ? null : next } })
          }
        />
      )}
      {isError && <p className="text-12 text-danger">{t('meeting.failed')}</p>}
      {editable && data?.takes_place && waiting.length > 0 && (
        <Button
          size="sm"
          className="self-start"
          icon={
            outdated ? <CalendarCheck size={16} strokeWidth={1.75} /> : <Mail size={16} strokeWidth={1.75} />
          }
          onClick={() => setInviting(true)}
        >
          {t(outdated ? 'meeting.update' : 'meeting.invite')}
        </Button>
      )}
      {inviting && data && (
        <Suspense>
          <InviteDialog
            record={record}
            invitations={data}
            waiting={waiting}
            onClose={() => setInviting(false)}
          />
        </Suspense>
      )}
    </FieldBlock>
  );
}

function Answered({ person: { state, answer, answered_at, comment } }: { person: InvitedPerson }) {
  const t = useT();
  const format = useFormat();
  return (
    <span className="mt-0.5 flex flex-wrap items-center gap-x-1.5 gap-y-0.5 text-12 text-ink-3">
      {state === 'undelivered' ? (
        <Tag color="red">{t('meeting.state.undelivered')}</Tag>
      ) : answer === null ? (
        t(`meeting.state.${state}`)
      ) : (
        <>
          <Tag color={colors[answer]}>{t(`meeting.answer.${answer}`)}</Tag>
          {state === 'outdated' && t('meeting.state.outdated')}
          {answered_at && (
            <span className="sr-only">{t('meeting.answered', { when: format.dateTime(answered_at) })}</span>
          )}
        </>
      )}
      {comment && <span className="w-full break-words text-ink-2">“{comment}”</span>}
    </span>
  );
}
