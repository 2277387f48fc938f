import { Link } from '@tanstack/react-router';
import { Ellipsis, Home, LayoutGrid, Plus, SquareCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useNavigation } from './use-navigation';

const PhoneSheet = lazy(async () => ({ default: (await import('./phone-sheet')).PhoneSheet }));

type SheetName = 'records' | 'create' | 'more';

const item =
  'focus-inset grid justify-items-center content-center gap-0.5 text-11 font-medium text-ink-3 aria-[current=page]:text-ink aria-expanded:text-ink [&_svg]:size-5';

/** The navigation of phones: five targets within reach of the thumb. */
export function BottomNav() {
  const t = useT();
  const { tasks } = useNavigation();
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const opener = (name: SheetName) => ({
    type: 'button' as const,
    'aria-haspopup': 'dialog' as const,
    'aria-expanded': sheet === name,
    onClick: () => setSheet(name),
  });
  return (
    <nav
      aria-label={t('shell.main_navigation')}
      className="hidden h-[calc(56px+env(safe-area-inset-bottom))] shrink-0 grid-flow-col auto-cols-fr border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] max-md:grid"
    >
      <Link to="/" activeOptions={{ exact: true, includeSearch: false }} className={item}>
        <Home strokeWidth={1.75} aria-hidden="true" />
        {t('shell.home')}
      </Link>
      <button {...opener('records')} className={item}>
        <LayoutGrid strokeWidth={1.75} aria-hidden="true" />
        {t('shell.bottom.records')}
      </button>
      <button
        {...opener('create')}
        aria-label={t('shell.bottom.create')}
        className="grid h-10 w-11 place-items-center place-self-center rounded-dlg bg-accent text-on-accent [&_svg]:size-5"
      >
        <Plus strokeWidth={1.75} aria-hidden="true" />
      </button>
      {tasks && (
        <Link to="/$plural" params={{ plural: tasks.plural }} className={item}>
          <SquareCheck strokeWidth={1.75} aria-hidden="true" />
          {kindLabel(tasks)}
        </Link>
      )}
      <button {...opener('more')} className={item}>
        <Ellipsis strokeWidth={1.75} aria-hidden="true" />
        {t('shell.bottom.more')}
      </button>
      {sheet && (
        <Suspense>
          <PhoneSheet name={sheet} onClose={() => setSheet(null)} />
        </Suspense>
      )}
    </nav>
  );
}
