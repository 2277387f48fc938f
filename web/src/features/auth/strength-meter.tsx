import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { passwordStrength, type Strength } from './password-strength';

const fills: Record<Strength, string> = {
  0: 'bg-danger',
  1: 'bg-danger',
  2: 'bg-warning',
  3: 'bg-success',
  4: 'bg-success',
};

/** Four bars and a word. The word is what counts; the colour only repeats it. */
export function StrengthMeter({ password }: { password: string }) {
  const t = useT();
  const strength = passwordStrength(password);
  const filled = password === '' ? 0 : Math.max(1, strength);
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden="true" className="flex w-24 gap-[3px]">
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={cn('h-[3px] flex-1 rounded-full', step <= filled ? fills[strength] : 'bg-line')}
          />
        ))}
      </span>
      <span aria-live="polite" className="text-12 text-ink-3">
        <span className="sr-only">{t('auth.strength')}: </span>
        {password !== '' && t(`auth.strength.${strength}`)}
      </span>
    </div>
  );
}
