import { Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { usePageTitle } from '@/lib/use-page-title';
import { useTheme } from '@/lib/theme';
import { IconButton } from '@/ui/icon-button';
import { KithMark } from './kith-mark';
import { LanguageSelect } from './language-select';

interface GateProps {
  title: string;
  lede?: ReactNode;
  /** A quiet line over the title. */
  kicker?: string;
  /** A card of 440 on the canvas instead of a plain column of 360. */
  card?: boolean;
  children?: ReactNode;
}

/** The page before sign-in: the sign of Kith, one column, theme and language. */
export function Gate({ title, lede, kicker, card = false, children }: GateProps) {
  const t = useT();
  const { theme, choose } = useTheme();
  usePageTitle(title);
  const dark = theme === 'dark';
  return (
    <div className={cn('flex min-h-0 flex-1 flex-col overflow-y-auto', card ? 'bg-canvas' : 'bg-surface')}>
      <header className="flex shrink-0 items-center gap-2 px-8 pt-7 max-md:px-4 max-md:pt-4">
        <KithMark />
        <span className="text-16 font-semibold">{t('app.name')}</span>
        <span className="flex-1" />
        <LanguageSelect />
        <IconButton
          label={t(dark ? 'shell.theme.to_light' : 'shell.theme.to_dark')}
          icon={dark ? <Sun size={16} strokeWidth={1.75} /> : <Moon size={16} strokeWidth={1.75} />}
          onClick={() => choose(dark ? 'light' : 'dark')}
        />
      </header>
      <main id="content" className="grid flex-1 place-items-center px-4 py-8">
        <div
          className={cn(
            'w-full',
            card
              ? 'max-w-[440px] rounded-dlg border border-line bg-surface px-8 pt-7 pb-8 shadow-pop max-md:px-4 max-md:pt-5 max-md:pb-6'
              : 'max-w-[360px]',
          )}
        >
          {kicker && <p className="mb-1.5 text-12 font-medium text-ink-3">{kicker}</p>}
          <h1 className="text-24 font-semibold">{title}</h1>
          {lede && <p className="mt-1 text-14 text-ink-2">{lede}</p>}
          {children && <div className="mt-6">{children}</div>}
        </div>
      </main>
      <footer className="px-8 pb-7 text-12 text-ink-3 max-md:px-4 max-md:pb-4">{window.location.host}</footer>
    </div>
  );
}
