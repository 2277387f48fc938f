import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { FormField } from '@/ui/form-field';
import { Select } from '@/ui/select';
import { Switch } from '@/ui/switch';
import { SettingSection } from './setting-section';
import { workspaceQuery, type Workspace } from './workspace-query';

interface Asking {
  ask: boolean;
  delay_minutes: number;
  again_days: number;
}

const usual: Asking = { ask: true, delay_minutes: 60, again_days: 30 };
const delays = [0, 60, 240, 1440, 4320] as const;
const pauses = [7, 30, 90, 365] as const;

/** What a program has set may lie between the choices. */
function choices(known: readonly number[], chosen: number): number[] {
  return [...new Set([...known, chosen])].toSorted((a, b) => a - b);
}

/** Whether, and when, customers are asked how content they were with a ticket. */
export function SatisfactionSection({ workspace, editable }: { workspace: Workspace; editable: boolean }) {
  const t = useT();
  const id = useId();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Asking | null>(null);
  const kept = (workspace['satisfaction_question'] as Asking | null) ?? usual;
  const shown = wanted ?? kept;
  const save = async (change: Partial<Asking>) => {
    const next = { ...shown, ...change };
    setWanted(next);
    try {
      const body = { satisfaction_question: next };
      client.setQueryData(workspaceQuery.queryKey, await api.patch<Workspace>('/workspace', { body }));
    } catch (error) {
      toast.error(failureText(error));
    } finally {
      setWanted(null);
    }
  };
  return (
    <SettingSection
      title={t('satisfaction.title')}
      lede={<span id={`${id}-lede`}>{t('satisfaction.lede')}</span>}
      actions={
        <Switch
          checked={shown.ask}
          disabled={!editable}
          aria-label={t('satisfaction.ask')}
          aria-describedby={`${id}-lede`}
          onCheckedChange={(ask) => void save({ ask })}
        />
      }
    >
      {shown.ask && (
        <div className="grid max-w-[560px] grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
          <FormField label={t('satisfaction.delay')} hint={t('satisfaction.delay_hint')}>
            {(control) => (
              <Select
                {...control}
                size="md"
                disabled={!editable}
                value={String(shown.delay_minutes)}
                options={choices(delays, shown.delay_minutes).map((minutes) => ({
                  value: String(minutes),
                  label:
                    minutes === 0
                      ? t('satisfaction.at_once')
                      : minutes % 1440 === 0
                        ? t('satisfaction.days', { count: minutes / 1440 })
                        : minutes % 60 === 0
                          ? t('satisfaction.hours', { count: minutes / 60 })
                          : t('satisfaction.minutes', { count: minutes }),
                }))}
                onValueChange={(value) => void save({ delay_minutes: Number(value) })}
              />
            )}
          </FormField>
          <FormField label={t('satisfaction.again')} hint={t('satisfaction.again_hint')}>
            {(control) => (
              <Select
                {...control}
                size="md"
                disabled={!editable}
                value={String(shown.again_days)}
                options={choices(pauses, shown.again_days).map((days) => ({
                  value: String(days),
                  label: t('satisfaction.days', { count: days }),
                }))}
                onValueChange={(value) => void save({ again_days: Number(value) })}
              />
            )}
          </FormField>
        </div>
      )}
    </SettingSection>
  );
}
