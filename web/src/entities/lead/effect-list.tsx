import type { Effect } from '@/api/prediction';
import { cn } from '@/lib/cn';
import { useFeatureWords } from './use-feature-words';

interface EffectListProps {
  label: string;
  effects: readonly Effect[];
  /** With room for them: bars that go out from the middle. */
  bars?: boolean;
}

/** Traits of leads and what each adds or takes away, in percent points. */
export function EffectList({ label, effects, bars = false }: EffectListProps) {
  const words = useFeatureWords();
  const largest = Math.max(1, ...effects.map(({ points }) => Math.abs(points)));
  return (
    <ul aria-label={label}>
      {effects.map(({ feature, level, points }) => {
        const { name, value } = words(feature, level);
        return (
          <li key={`${feature}.${level}`} className="flex min-h-7 items-center gap-3">
            <span className="min-w-0 flex-1 wrap-anywhere">
              {name}: <span className="font-medium">{value}</span>
            </span>
            {bars && (
              <span
                aria-hidden="true"
                className="relative h-2 w-40 shrink-0 border-x border-hairline max-sm:hidden"
              >
                <span className="absolute inset-y-[-3px] left-1/2 border-l border-line-strong" />
                <span
                  className={cn(
                    'absolute inset-y-0 rounded-tag forced-color-adjust-none',
                    points > 0 ? 'left-1/2 bg-c1' : 'right-1/2 bg-ink-3',
                  )}
                  style={{ width: `${(Math.abs(points) / largest) * 50}%` }}
                />
              </span>
            )}
            <span className={cn('w-9 text-right font-medium tabular-nums', points < 0 && 'text-danger')}>
              {points > 0 ? `+${points}` : `\u2212${-points}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
