import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Tooltip } from '@/ui/tooltip';
import { useShell } from './shell-store';

interface NavItemProps {
  /** The list, or the screen, it leads to; without one it leads home. */
  plural?: string;
  icon: ReactNode;
  label: string;
}

/** A line of the sidebar; in the narrow sidebar an icon with a tooltip. */
export function NavItem({ plural, icon, label }: NavItemProps) {
  const collapsed = useShell((state) => state.collapsed);
  const shared = {
    'aria-label': collapsed ? label : undefined,
    className: cn(
      'group focus-inset mb-px flex shrink-0 items-center rounded-ctl font-medium text-ink-2 hover:bg-hover aria-[current=page]:bg-nav-on aria-[current=page]:text-ink',
      collapsed ? 'h-7.5 w-8 justify-center' : 'h-7 gap-2 px-2',
    ),
    children: (
      <>
        <span className="text-ink-3 group-aria-[current=page]:text-ink">{icon}</span>
        {!collapsed && <span className="truncate">{label}</span>}
      </>
    ),
  };
  const link =
    plural === undefined ? (
      <Link to="/" activeOptions={{ exact: true, includeSearch: false }} {...shared} />
    ) : (
      <Link to="/$plural" params={{ plural }} activeOptions={{ includeSearch: false }} {...shared} />
    );
  if (!collapsed) return link;
  return (
    <Tooltip label={label} side="right">
      {link}
    </Tooltip>
  );
}
