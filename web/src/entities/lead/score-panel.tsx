import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/bootstrap';
import { scoreQuery } from '@/api/score';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { mayWrite } from '@/records/model/permissions';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { PanelError } from '@/records/page/panel-error';
import { PanelSection } from '@/records/page/panel-section';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { PredictionPart } from './prediction-part';
import { ScoreForm } from './score-form';

/** The score of a lead, what each rule gives it, and the way to set it by hand and back. */
export function ScorePanel({ kind, record }: Pick<RecordSlotProps, 'kind' | 'record'>) {
  const t = useT();
  const me = useMe();
  const update = useUpdateRecord(kind);
  const [editing, setEditing] = useState(false);
  const { data, error, refetch } = useQuery(scoreQuery(record.id, record.version));
  const field = kind.fields.find(({ key }) => key === 'score');
  const changeable = field !== undefined && mayWrite(field, kind, record, me);
  const count = data ? String(data.score) : undefined;
  return (
    <PanelSection title={t('score.title')} {...(count !== undefined && { count })}>
      <div className="grid gap-2 px-5 max-md:px-4">
        {!data && error && <PanelError error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton className="h-12" />}
        {data && (
          <>
            <p className="text-12 text-ink-3">
              {data.rules_score === null
                ? t('score.no_rules')
                : data.source === 'manual'
                  ? `${t('score.by_hand')} · ${t('score.rules_say', { score: data.rules_score })}`
                  : t('score.by_rules')}
            </p>
            {data.rules_score !== null && data.reasons.length === 0 && (
              <p className="text-13 text-ink-2">{t('score.no_reasons')}</p>
            )}
            {data.reasons.length > 0 && (
              <ul aria-label={t('score.reasons')} className={cn(data.source === 'manual' && 'text-ink-3')}>
                {data.reasons.map((reason) => (
                  <li key={reason.rule_id} className="flex min-h-7 items-center gap-3">
                    <span className="min-w-0 flex-1 wrap-anywhere">
                      {reason.name ?? t('score.hidden_rule')}
                    </span>
                    <span
                      className={cn(
                        'font-medium tabular-nums',
                        data.source === 'rules' && (reason.points > 0 ? 'text-ink' : 'text-danger'),
                      )}
                    >
                      {reason.points > 0 ? `+${reason.points}` : `−${-reason.points}`}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {editing && (
              <ScoreForm
                score={data.score}
                onClose={() => setEditing(false)}
                onSave={(score) => update({ id: record.id, values: { score } }, { quiet: true })}
              />
            )}
            {changeable && !editing && (
              <div className="flex flex-wrap gap-2">
                <Button size="sm" onClick={() => setEditing(true)}>
                  {t('score.set')}
                </Button>
                {data.source === 'manual' && data.rules_score !== null && (
                  <Button
                    size="sm"
                    variant="ghost"
                    onClick={() => void update({ id: record.id, values: { score_source: 'rules' } })}
                  >
                    {t('score.back')}
                  </Button>
                )}
              </div>
            )}
            {data.prediction && <PredictionPart prediction={data.prediction} />}
          </>
        )}
      </div>
    </PanelSection>
  );
}
