import { use, type ReactNode } from 'react';
import { usePageTitle } from '@/lib/use-page-title';
import { TopBarTail } from './top-bar-tail';

interface TopBarProps {
  /** 16 px icon before the title; phones leave it out. */
  icon?: ReactNode;
  title: string;
  /** Quiet text after the title: a count. */
  detail?: ReactNode;
  /** Before everything: a back button. */
  leading?: ReactNode;
  /** Replaces the visible title, as a breadcrumb does; `title` still names the page. */
  crumb?: ReactNode;
  /** Buttons at the end. */
  children?: ReactNode;
}

/** The head of a page: 44 px, on phones 48 with a larger title. It also names the browser's tab. */
export function TopBar({ icon, title, detail, leading, crumb, children }: TopBarProps) {
  usePageTitle(title);
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line pr-3 pl-4 max-md:h-12 max-md:border-b-0 max-md:pr-1.5 max-md:pl-3">
      {leading}
      {icon && (
        <span aria-hidden="true" className="text-ink-2 max-md:hidden">
          {icon}
        </span>
      )}
      {crumb ?? (
        <h1 className="truncate text-13 font-semibold max-md:text-20 max-md:font-semibold">{title}</h1>
      )}
      {detail !== undefined && (
        <span className="text-12 font-medium whitespace-nowrap text-ink-3 tabular-nums">{detail}</span>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-1.5 max-md:gap-0">
        {use(TopBarTail)}
        {children}
      </div>
    </header>
  );
}
