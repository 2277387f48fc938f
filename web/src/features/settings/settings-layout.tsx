import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { ChevronLeft, Settings } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { useIsMobile } from '@/lib/use-is-mobile';
import { TopBar } from '@/ui/top-bar';
import { sectionGroups, visibleSections } from './setting-sections';

/** The settings: their list beside the page; on phones first the list, then the page. */
export function SettingsLayout() {
  const t = useT();
  const phone = useIsMobile();
  const bootstrap = useBootstrap();
  const pathname = useLocation({ select: (location) => location.pathname });
  const atRoot = /^\/settings\/?$/.test(pathname);
  if (atRoot && !phone) return <Navigate to="/settings/profile" replace />;

  const sections = visibleSections(bootstrap);
  const current = sections.find(({ id }) => pathname.startsWith(`/settings/${id}`));
  const shown = sectionGroups.filter((group) => sections.some((section) => section.group === group));
  return (
    <>
      <TopBar
        icon={<Settings size={16} strokeWidth={1.75} />}
        title={current ? t(`settings.section.${current.id}`) : t('settings.title')}
        leading={
          current && (
            <Link
              to="/settings"
              aria-label={t('settings.all')}
              className="-ml-2 hidden size-11 place-items-center text-ink-2 max-md:grid"
            >
              <ChevronLeft size={20} strokeWidth={1.75} aria-hidden="true" />
            </Link>
          )
        }
        crumb={phone || !current ? undefined : <span className="font-semibold">{t('settings.title')}</span>}
      />
      <div className="flex min-h-0 flex-1">
        <nav
          aria-label={t('settings.title')}
          className={cn(
            'w-52 shrink-0 overflow-y-auto border-r border-line px-2 py-3 max-md:w-full max-md:border-0 max-md:px-1',
            !atRoot && 'max-md:hidden',
          )}
        >
          {shown.map((group) => (
            <div key={group} className="mb-3">
              <h2 className="mb-1 px-2 text-12 font-medium text-ink-3">{t(`settings.group.${group}`)}</h2>
              <ul>
                {sections
                  .filter((section) => section.group === group)
                  .map(({ id, icon: Icon }) => (
                    <li key={id}>
                      <Link
                        to={`/settings/${id}`}
                        className="group focus-inset mb-px flex h-7 items-center gap-2 rounded-ctl px-2 font-medium text-ink-2 hover:bg-hover aria-[current=page]:bg-nav-on aria-[current=page]:text-ink max-md:h-11 max-md:gap-3"
                      >
                        <Icon
                          size={16}
                          strokeWidth={1.75}
                          aria-hidden="true"
                          className="text-ink-3 group-aria-[current=page]:text-ink"
                        />
                        {t(`settings.section.${id}`)}
                      </Link>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </nav>
        {!atRoot && <Outlet />}
      </div>
    </>
  );
}
