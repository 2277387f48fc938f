import { Link } from '@tanstack/react-router';
import { referenceTo } from '@/records/fields/reference-value';
import type { CellProps } from '@/records/model/field-context';

/** The company's name, which leads to it. */
export function CompanyCell({ value, record, ctx, compact }: CellProps) {
  const company = referenceTo(ctx, value, record);
  if (!company) return null;
  if (compact) return <>{company.title}</>;
  return (
    <Link
      to="/$plural/$id"
      params={{ plural: 'companies', id: company.id }}
      tabIndex={-1}
      className="hover:underline"
    >
      {company.title}
    </Link>
  );
}
