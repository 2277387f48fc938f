import { useState, type FormEvent } from 'react';
import { useMe, useWorkspace } from '@/api/bootstrap';
import { isProblem } from '@/api/problem-error';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { plainDate } from '@/lib/days';
import { addDays } from '@/lib/span';
import { FormDialog } from '@/records/form/form-dialog';
import { failureText } from '@/records/mutations/failure-text';
import { PeoplePicker } from '@/records/people/people-picker';
import { FormField } from '@/ui/form-field';
import { SegmentedControl } from '@/ui/segmented-control';
import { Select } from '@/ui/select';
import type { SavedReport, Schedule } from './saved-report';

interface ScheduleDialogProps {
  report: SavedReport;
  onClose: () => void;
  /** Rejects with why it was not saved. */
  onSave: (values: Record<string, unknown>) => Promise<unknown>;
}

const schedules = ['none', 'daily', 'weekly', 'monthly'] as const satisfies readonly Schedule[];
// A Monday, to name the days of the week after.
const MONDAY = '2024-01-01';
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** To whom a report goes by mail, when, and as which file. */
export function ScheduleDialog({ report, onClose, onSave }: ScheduleDialogProps) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const { time_zone: timeZone } = useWorkspace();
  const [draft, setDraft] = useState({
    schedule: report.schedule,
    schedule_hour: report.scheduleHour,
    schedule_day: report.scheduleDay,
    format: report.format,
    recipient_ids: report.recipientIds.length > 0 ? [...report.recipientIds] : [me.id],
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { schedule } = draft;
  const sends = schedule !== 'none';
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(format.locale, { weekday: 'long', timeZone: 'UTC' }).format(
      plainDate(addDays(MONDAY, day - 1)),
    );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sends && draft.recipient_ids.length === 0) {
      setErrors({ recipient_ids: t('field_error.required') });
      return;
    }
    setBusy(true);
    setErrors({});
    setFailure(null);
    try {
      await onSave({
        ...draft,
        schedule_day: schedule === 'weekly' ? Math.min(7, draft.schedule_day) : draft.schedule_day,
      });
      onClose();
    } catch (error) {
      const refused = isProblem(error) ? error.errors : [];
      setErrors(Object.fromEntries(refused.map((problem) => [problem.field, fieldErrorText(problem)])));
      if (refused.every(({ field }) => !(field in draft))) setFailure(failureText(error));
      setBusy(false);
    }
  };
  const error = (field: keyof typeof draft) => (errors[field] ? { error: errors[field] } : {});
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('reports.schedule.title')}
      description={t('reports.schedule.text')}
      submitLabel={t('common.save')}
      size="sm"
      busy={busy}
      onSubmit={(event) => void submit(event)}
    >
      {failure && (
        <p role="alert" className="text-danger">
          {failure}
        </p>
      )}
      <SegmentedControl
        label={t('reports.schedule.how_often')}
        value={schedule}
        segments={schedules.map((value) => ({ value, label: t(`reports.schedule.${value}`) }))}
        onValueChange={(value) => setDraft({ ...draft, schedule: value })}
      />
      {sends && (
        <>
          <div className="grid grid-cols-2 gap-3">
            {schedule !== 'daily' && (
              <FormField label={t('reports.schedule.day')} {...error('schedule_day')}>
                {(control) => (
                  <Select
                    {...control}
                    value={String(
                      schedule === 'weekly' ? Math.min(7, draft.schedule_day) : draft.schedule_day,
                    )}
                    options={numbers(1, schedule === 'weekly' ? 7 : 28).map((day) => ({
                      value: String(day),
                      label: schedule === 'weekly' ? weekday(day) : t('reports.schedule.of_month', { day }),
                    }))}
                    onValueChange={(day) => setDraft({ ...draft, schedule_day: Number(day) })}
                  />
                )}
              </FormField>
            )}
            <FormField label={t('reports.schedule.hour')} hint={timeZone} {...error('schedule_hour')}>
              {(control) => (
                <Select
                  {...control}
                  value={String(draft.schedule_hour)}
                  options={numbers(0, 23).map((hour) => ({
                    value: String(hour),
                    label: `${String(hour).padStart(2, '0')}:00`,
                  }))}
                  onValueChange={(hour) => setDraft({ ...draft, schedule_hour: Number(hour) })}
                />
              )}
            </FormField>
          </div>
          <FormField label={t('reports.schedule.recipients')} required {...error('recipient_ids')}>
            {(control) => (
              <PeoplePicker
                label={t('reports.schedule.recipients')}
                multiple
                control={control}
                value={draft.recipient_ids}
                onChange={(ids) => setDraft({ ...draft, recipient_ids: ids })}
              />
            )}
          </FormField>
          <SegmentedControl
            label={t('reports.schedule.format')}
            value={draft.format}
            segments={[
              { value: 'pdf', label: t('reports.pdf') },
              { value: 'xlsx', label: t('reports.xlsx') },
              { value: 'csv', label: t('reports.csv') },
            ]}
            onValueChange={(value) => setDraft({ ...draft, format: value })}
          />
          {report.nextSendAt && report.schedule !== 'none' && (
            <p className="text-12 text-ink-3">
              {t('reports.schedule.next', { when: format.dateTime(report.nextSendAt) })}
            </p>
          )}
        </>
      )}
    </FormDialog>
  );
}
