import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { isProblem } from '@/api/problem-error';
import { mergeTickets, unmergeTicket } from '@/api/tickets';
import type { KindMeta, RecordRow } from '@/api/types';
import { numberOf, refreshTickets } from '@/entities/ticket/refresh-tickets';
import { TicketPicker } from '@/entities/ticket/ticket-picker';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { FormDialog } from '@/records/form/form-dialog';
import { readIncluded } from '@/records/model/field-path';
import { failureText } from '@/records/mutations/failure-text';
import { useRecordList } from '@/records/mutations/use-record-list';
import { FormField } from '@/ui/form-field';
import { IconButton } from '@/ui/icon-button';
import { Skeleton } from '@/ui/skeleton';

interface MergeDialogProps {
  /** Those it begins with. */
  ids: readonly string[];
  kind: KindMeta;
  onClose: () => void;
}

/** Which tickets become one, and which of them goes on. */
export function MergeDialog({ ids, kind, onClose }: MergeDialogProps) {
  const t = useT();
  const base = useId();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(ids);
  const [kept, setKept] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const list = useRecordList(kind, {
    filter: { and: [{ field: 'id', op: 'in', value: chosen }] },
    sort: 'number',
    q: '',
  });
  const rows = list.rows.filter(({ id }) => chosen.includes(id));
  // Until somebody says otherwise the oldest goes on: its number is the one that the customer knows best.
  const target = rows.find(({ id }) => id === kept) ?? rows[0];
  const parts = rows.filter((row) => row !== target);
  const customers = new Set(rows.map((row) => row['contact_id'] ?? row['requester_email'] ?? ''));

  const merge = useMutation({
    mutationFn: (into: RecordRow) =>
      mergeTickets(
        into.id,
        parts.map(({ id }) => id),
      ),
    onSuccess: async (into) => {
      onClose();
      const undo = async () => {
        try {
          for (const { id } of parts) await unmergeTicket(id);
        } catch (error) {
          toast.error(t('merge.not_undone'), { description: failureText(error) });
        }
        await refreshTickets(client);
      };
      toast.success(t('merge.done', { count: parts.length, number: numberOf(into) }), {
        duration: 8000,
        action: { label: t('records.undo'), onClick: () => void undo() },
      });
      void navigate({ to: '/inbox', search: { ticket: into.id } });
      await refreshTickets(client);
    },
    onError: (error) => {
      const first = isProblem(error) ? error.errors[0] : undefined;
      setWrong(first ? fieldErrorText(first) : failureText(error));
    },
  });
  const choose = (next: readonly string[]) => {
    setWrong(undefined);
    setChosen(next);
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('merge.title')}
      description={t('merge.lede')}
      submitLabel={t('merge.submit')}
      busy={merge.isPending}
      onSubmit={(event) => {
        event.preventDefault();
        if (!target || parts.length === 0) setWrong(t('merge.needs_two'));
        else merge.mutate(target);
      }}
    >
      {rows.length === 0 && list.isPending ? (
        <Skeleton className="h-20" />
      ) : (
        <fieldset>
          <legend className="pb-1.5 text-13 font-medium">{t('merge.goes_on')}</legend>
          <div className="overflow-hidden rounded-card border border-line">
            {rows.map((row) => (
              <div
                key={row.id}
                className="flex items-center gap-3 border-b border-hairline px-3 py-2 last:border-0 has-checked:bg-selected"
              >
                <label
                  htmlFor={`${base}-${row.id}`}
                  className="grid min-w-0 flex-1 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3"
                >
                  <input
                    id={`${base}-${row.id}`}
                    type="radio"
                    name="kept"
                    className="row-span-2 size-4 accent-accent"
                    checked={row === target}
                    onChange={() => setKept(row.id)}
                  />
                  <span className="truncate">{row.title}</span>
                  <span className="truncate text-12 text-ink-2">
                    {[numberOf(row), customerOf(row)].filter(Boolean).join(' · ')}
                  </span>
                </label>
                {rows.length > 1 && (
                  <IconButton
                    label={t('merge.leave_out', { number: numberOf(row) })}
                    icon={<X size={14} strokeWidth={1.75} />}
                    onClick={() => choose(chosen.filter((id) => id !== row.id))}
                  />
                )}
              </div>
            ))}
          </div>
        </fieldset>
      )}
      <FormField label={t('merge.add')} error={wrong}>
        {({ 'aria-describedby': note, 'aria-invalid': invalid, id }) => (
          <TicketPicker
            id={id}
            {...(note !== undefined && { 'aria-describedby': note })}
            {...(invalid && { 'aria-invalid': invalid })}
            kind={kind}
            ticket={target}
            without={chosen}
            label={t('merge.add')}
            onChoose={(id) => choose([...chosen, id])}
          />
        )}
      </FormField>
      {customers.size > 1 && target && (
        <p role="status" className="tinted rounded-ctl px-3 py-2 text-13 [--h:80]">
          {t('merge.customers', { name: customerOf(target) || t('ticket.unknown') })}
        </p>
      )}
    </FormDialog>
  );
}

function customerOf(ticket: RecordRow): string {
  const known =
    readIncluded(ticket, 'contact_id')?.title ?? ticket['requester_name'] ?? ticket['requester_email'];
  return typeof known === 'string' ? known : '';
}
