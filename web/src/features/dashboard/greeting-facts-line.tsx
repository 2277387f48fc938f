import type { KindMeta } from '@/api/types';
import type { Format } from '@/i18n/format';
import { useT, type Translate } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { greetingFacts, type Fact } from './greeting-facts';
import { useMyTasks } from './use-my-tasks';

/** One line of facts, computed from the tasks of today. */
export function GreetingFactsLine({ kind, now }: { kind: KindMeta; now: Date }) {
  const t = useT();
  const format = useFormat();
  const { data, open } = useMyTasks(kind);
  const facts = data ? greetingFacts(open, now, format.timeZone) : [];
  return (
    <p className="mt-0.5 min-h-5 text-ink-2">{facts.map((fact) => sentence(fact, t, format)).join(' ')}</p>
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
