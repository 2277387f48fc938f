import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface ReportLineProps {
  report: string;
  title: string;
  about: ReactNode;
  /** At the end of the line. */
  end?: ReactNode;
}

/** A report in the list of them. */
export function ReportLine({ report, title, about, end }: ReportLineProps) {
  return (
    <li className="relative flex min-h-14 items-center gap-3 border-b border-hairline px-3 py-2.5 hover:bg-row-hover">
      <div className="min-w-0 flex-1">
        <Link
          to="/reports/$report"
          params={{ report }}
          className="focus-inset font-medium before:absolute before:inset-0"
        >
          {title}
        </Link>
        {about && <p className="text-ink-2 max-md:text-12">{about}</p>}
      </div>
      {end && <div className="relative flex shrink-0 items-center gap-2">{end}</div>}
    </li>
  );
}
