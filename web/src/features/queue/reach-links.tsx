import { Mail, Phone } from 'lucide-react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useReach } from '@/records/page/use-reach';

const link = 'touch-target relative inline-flex min-w-0 items-center gap-1.5 text-link hover:underline';

/** The number to call and the address to write to. */
export function ReachLinks({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const { phone, email } = useReach(kind, record);
  if (!phone && !email) return null;
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-2 max-md:hidden">
      {phone && (
        <a href={phone} className={link}>
          <Phone size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="truncate tabular-nums">{phone.slice('tel:'.length)}</span>
        </a>
      )}
      {email && (
        <a href={email} className={link}>
          <Mail size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="truncate">{email.slice('mailto:'.length)}</span>
        </a>
      )}
    </p>
  );
}
