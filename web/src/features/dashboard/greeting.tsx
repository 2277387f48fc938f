import type { ReactNode } from 'react';
import { useKind, useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { partOfDay } from './greeting-facts';
import { GreetingFactsLine } from './greeting-facts-line';
import { useNow } from '@/lib/use-now';

/** Good afternoon, and what today holds; at the end what the page can be set to. */
export function Greeting({ children }: { children?: ReactNode }) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const now = useNow();
  const tasks = useKind('task');
  const name = me.name.split(/\s+/u)[0] ?? me.name;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-6 pt-5 pb-4.5 max-md:px-4 max-md:pt-2">
      <div className="min-w-0">
        <h2 className="text-20 font-semibold">
          {t(`dashboard.hello.${partOfDay(now, format.timeZone)}`, { name })}
        </h2>
        {tasks && <GreetingFactsLine kind={tasks} now={now} />}
      </div>
      {children}
    </div>
  );
}
