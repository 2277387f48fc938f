import { useQuery } from '@tanstack/react-query';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Figure } from '../campaign/figure';
import { formFiguresQuery } from './form-queries';
import { targetOf } from './questions';

/** How often the form was opened and sent. */
export function FormFigures({ form }: { form: RecordRow }) {
  const t = useT();
  const format = useFormat();
  const { data } = useQuery(formFiguresQuery(form.id));
  const tickets = targetOf(form) === 'ticket';
  const count = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  const rate =
    data && data.visits > 0
      ? t('webform.rate', { share: format.percent(data.submissions / data.visits) })
      : null;
  return (
    <ul
      aria-label={t('webform.figures')}
      className="grid grid-cols-3 gap-px overflow-hidden rounded-card border border-line bg-line"
    >
      <Figure label={t('webform.visits')} value={count(data?.visits)} />
      <Figure
        label={t('webform.tab.submissions')}
        value={count(data?.submissions)}
        note={rate}
        list={{
          kinds: 'form_submissions',
          filter: { and: [{ field: 'form_id', op: 'in', value: [form.id] }] },
        }}
      />
      <Figure
        label={t(tickets ? 'webform.new_tickets' : 'webform.new_leads')}
        value={count(tickets ? data?.tickets : data?.leads)}
        note={data && data.spam > 0 ? t('webform.spam', { count: data.spam }) : null}
      />
    </ul>
  );
}
