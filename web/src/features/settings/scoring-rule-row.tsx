import { Trash2 } from 'lucide-react';
import { toast } from 'sonner';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { failureText } from '@/records/mutations/failure-text';
import { IconButton } from '@/ui/icon-button';
import { Switch } from '@/ui/switch';
import { EngagementWords } from './engagement-words';
import { FilterWords } from './filter-words';
import { pointsText } from './scoring-rule-values';
import { useRemoveSetting, useUpdateSetting } from './setting-records';
import { useFollowRescore } from './use-follow-rescore';

interface ScoringRuleRowProps {
  rule: RecordRow;
  rights: { update: boolean; remove: boolean };
  onEdit: () => void;
}

/** A rule: what it is called, when it holds, what it gives, and whether it counts. */
export function ScoringRuleRow({ rule, rights, onEdit }: ScoringRuleRowProps) {
  const t = useT();
  const update = useUpdateSetting('scoring_rules');
  const remove = useRemoveSetting('scoring_rules');
  const follow = useFollowRescore();
  const active = rule['active'] === true;
  const points = Number(rule['points'] ?? 0);
  const turn = (on: boolean) =>
    update.mutate(
      { record: rule, body: { active: on } },
      { onSuccess: follow, onError: (error) => toast.error(failureText(error)) },
    );
  return (
    <div className="flex min-h-12 items-center gap-3 py-2">
      <Switch
        aria-label={t('score.rules.counts', { name: rule.title })}
        checked={active}
        disabled={!rights.update}
        onCheckedChange={turn}
      />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          {rights.update ? (
            <button
              type="button"
              className="min-w-0 text-left font-medium wrap-anywhere hover:underline"
              onClick={onEdit}
            >
              {rule.title}
            </button>
          ) : (
            <span className="min-w-0 font-medium wrap-anywhere">{rule.title}</span>
          )}
          {!active && <span className="text-12 whitespace-nowrap text-ink-3">{t('score.rules.off')}</span>}
        </div>
        <p className="text-12 text-ink-2">
          {rule['category'] === 'fit' ? (
            <FilterWords kindKey="lead" filter={rule['condition']} />
          ) : (
            <EngagementWords rule={rule} />
          )}
        </p>
      </div>
      <span
        className={cn(
          'font-medium tabular-nums',
          !active ? 'text-ink-3' : points < 0 ? 'text-danger' : 'text-ink',
        )}
      >
        {pointsText(points)}
        <span className="sr-only"> {t('score.rules.points')}</span>
      </span>
      {rights.remove && (
        <IconButton
          label={t('settings.delete_named', { name: rule.title })}
          icon={<Trash2 size={16} strokeWidth={1.75} />}
          onClick={() => remove.mutate(rule, { onSuccess: follow })}
        />
      )}
    </div>
  );
}
