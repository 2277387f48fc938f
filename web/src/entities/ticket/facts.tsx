import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/t';
import type { Included } from '@/records/model/field-path';
import { textOf } from './text-of';

interface FactsProps {
  record: Readonly<Record<string, unknown>>;
  company: Included | null;
}

/** How somebody is reached, and where they are and work. What is not known takes no room. */
export function Facts({ record, company }: FactsProps) {
  const t = useT();
  const email = textOf(record['email']);
  const phone = textOf(record['phone']);
  const job = textOf(record['job_title']);
  const address = record['address'] as Record<string, unknown> | null | undefined;
  const place = [textOf(address?.['city']), textOf(address?.['country'])].filter((part) => part !== null);
  const rows = [
    email && {
      id: 'email',
      value: (
        <a href={`mailto:${email}`} className="hover:underline">
          {email}
        </a>
      ),
    },
    phone && {
      id: 'phone',
      value: (
        <a href={`tel:${phone}`} className="tabular-nums hover:underline">
          {phone}
        </a>
      ),
    },
    company && {
      id: 'company',
      value: (
        <Link to="/$plural/$id" params={{ plural: 'companies', id: company.id }} className="hover:underline">
          {company.title}
        </Link>
      ),
    },
    job && { id: 'job', value: job },
    place.length > 0 && { id: 'place', value: place.join(', ') },
  ].filter((row) => row !== null && row !== '' && row !== false) as {
    id: 'email' | 'phone' | 'company' | 'job' | 'place';
    value: React.ReactNode;
  }[];
  if (rows.length === 0) return null;
  return (
    <dl className="grid gap-y-2 px-5 text-13 max-md:px-4">
      {rows.map(({ id, value }) => (
        <div key={id} className="grid grid-cols-[84px_minmax(0,1fr)]">
          <dt className="text-ink-2">{t(`ticket.fact.${id}`)}</dt>
          <dd className="truncate">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
