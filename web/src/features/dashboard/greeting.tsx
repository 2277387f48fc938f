import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/bootstrap';
import { useT, type Translate } from '@/i18n/t';
import type { Format } from '@/i18n/format';
import { useFormat } from '@/i18n/use-format';
import { greetingFacts, partOfDay, type Fact } from './greeting-facts';
import { myTasksQuery } from './my-tasks-query';

/** Good afternoon, and what today holds. */
export function Greeting() {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const { data } = useQuery(myTasksQuery);
  const now = new Date();
  const open = data?.data.filter((task) => task['status'] !== 'completed');
  const facts = open && greetingFacts(open, now, format.timeZone);
  return (
    <div className="px-6 pt-5 pb-4.5 max-md:px-4 max-md:pt-2">
      <h2 className="text-20 font-semibold">
        {t(`dashboard.hello.${partOfDay(now, format.timeZone)}`, { name: me.name.split(/\s+/u)[0] ?? me.name })}
      </h2>
      <p className="mt-0.5 min-h-5 text-ink-2">{facts?.map((fact) => sentence(fact, t, format)).join(' ')}</p>
    </div>
  );
}

function sentence(fact: Fact, t: Translate, format: Format): string {
  switch (fact.id) {
    case 'today': {
      const parts = fact.counts.map(({ kind, count }) => t(`dashboard.fact.${kind}`, { count }));
      const list = new Intl.ListFormat(format.locale).format(parts);
      const text = t('dashboard.fact.today', { list, time: fact.firstAt ? format.time(fact.firstAt) : '' });
      return text.charAt(0).toLocaleUpperCase() + text.slice(1);
    }
    case 'overdue':
      return t('dashboard.fact.overdue', { count: fact.count });
    case 'next':
      return t('dashboard.fact.next', { task: fact.title, when: format.dateTime(fact.dueAt) });
    case 'free':
      return t('dashboard.fact.free');
  }
}
