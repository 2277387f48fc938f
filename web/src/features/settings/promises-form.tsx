import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { useKind } from '@/api/bootstrap';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { findField } from '@/records/model/kind-fields';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import {
  hoursText,
  priorities,
  readDays,
  readHours,
  readSpan,
  spanText,
  weekdays,
  type ServiceLevels,
} from './promise-text';
import { SaveBar } from './save-bar';
import { SettingSection } from './setting-section';
import { workspaceQuery, type Workspace } from './workspace-query';

type Values = Record<string, string>;

const promises = ['first_response', 'resolution'] as const;

/** What a firm that has never said anything is shown: nothing promised, five days of eight hours. */
function valuesOf(levels: ServiceLevels | null): Values {
  const values: Values = {};
  for (const priority of priorities) {
    for (const promise of promises) {
      values[`${priority}.${promise}`] = spanText(levels?.policies[priority]?.[promise] ?? null);
    }
  }
  for (const day of weekdays) {
    const usual = day === 'saturday' || day === 'sunday' ? '' : '09:00–17:00';
    values[day] = levels ? hoursText(levels.hours[day] ?? []) : usual;
  }
  values['holidays'] = levels?.holidays.join(', ') ?? '';
  values['warn'] = spanText(levels?.warn_minutes ?? 30);
  return values;
}

/** How soon tickets are answered and settled, and when we work. */
export function PromisesForm({ workspace, editable }: { workspace: Workspace; editable: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const kind = useKind('ticket');
  const kept = valuesOf((workspace['service_levels'] as ServiceLevels | null) ?? null);
  const [typed, setTyped] = useState<Values>({});
  const [errors, setErrors] = useState<Values>({});
  const [saving, setSaving] = useState(false);
  const field = kind && findField(kind, 'priority');
  const value = (key: string) => typed[key] ?? kept[key] ?? '';
  const dirty = Object.keys(typed).some((key) => typed[key] !== kept[key]);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { levels, wrong } = read(
      value,
      t('promise.wrong_span'),
      t('promise.wrong_hours'),
      t('promise.wrong_days'),
    );
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setSaving(true);
    try {
      const body = { service_levels: levels };
      client.setQueryData(workspaceQuery.queryKey, await api.patch<Workspace>('/workspace', { body }));
      setTyped({});
      toast.success(t('settings.saved'));
    } catch (error) {
      toast.error(failureText(error));
    } finally {
      setSaving(false);
    }
  };
  const input = (key: string, label: string, hint?: string) => (
    <FormField label={label} hint={hint} error={errors[key]}>
      {(control) => (
        <Input
          {...control}
          size="md"
          autoComplete="off"
          value={value(key)}
          onChange={(event) => setTyped((before) => ({ ...before, [key]: event.target.value }))}
        />
      )}
    </FormField>
  );
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <fieldset disabled={!editable}>
        <SettingSection title={t('promise.title')} lede={t('promise.lede')}>
          <div className="grid max-w-[560px] gap-3">
            {priorities.map((priority) => {
              const option = field?.options.find((one) => one.value === priority);
              const name = kind && field && option ? optionLabel(kind, field, option) : priority;
              return (
                <div key={priority} className="grid grid-cols-2 items-start gap-3">
                  {input(`${priority}.first_response`, t('promise.first_response', { priority: name }))}
                  {input(`${priority}.resolution`, t('promise.resolution', { priority: name }))}
                </div>
              );
            })}
            {input('warn', t('promise.warn'), t('promise.warn_hint'))}
          </div>
        </SettingSection>
        <SettingSection
          title={t('promise.hours')}
          lede={t('promise.hours_lede', { zone: workspace.time_zone })}
        >
          <div className="grid max-w-[560px] grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
            {weekdays.map((day) => (
              <div key={day}>{input(day, t(`promise.day.${day}`))}</div>
            ))}
          </div>
          <div className="mt-3 max-w-[560px]">
            <FormField
              label={t('promise.holidays')}
              hint={t('promise.holidays_hint')}
              error={errors['holidays']}
            >
              {(control) => (
                <Textarea
                  {...control}
                  rows={2}
                  value={value('holidays')}
                  onChange={(event) => setTyped((before) => ({ ...before, holidays: event.target.value }))}
                />
              )}
            </FormField>
          </div>
        </SettingSection>
      </fieldset>
      {editable && (
        <SaveBar
          dirty={dirty}
          saving={saving}
          onReset={() => {
            setTyped({});
            setErrors({});
          }}
        />
      )}
    </form>
  );
}

function read(value: (key: string) => string, span: string, hours: string, days: string) {
  const wrong: Values = {};
  const levels = { policies: {}, hours: {} } as ServiceLevels;
  const minutes = (key: string) => {
    const found = readSpan(value(key));
    if (found === undefined) wrong[key] = span;
    return found ?? null;
  };
  for (const priority of priorities) {
    levels.policies[priority] = {
      first_response: minutes(`${priority}.first_response`),
      resolution: minutes(`${priority}.resolution`),
    };
  }
  for (const day of weekdays) {
    const found = readHours(value(day));
    if (found === undefined) wrong[day] = hours;
    levels.hours[day] = found ?? [];
  }
  const holidays = readDays(value('holidays'));
  if (holidays === undefined) wrong['holidays'] = days;
  levels.holidays = holidays ?? [];
  levels.warn_minutes = Math.min(minutes('warn') ?? 0, 24 * 60);
  return { levels, wrong };
}
