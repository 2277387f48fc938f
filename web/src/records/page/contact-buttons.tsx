import { Mail, MapPin, Phone } from 'lucide-react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { Button } from '@/ui/button';
import { useReach } from './use-reach';

/** On phones: call, write, find the way. */
export function ContactButtons({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const phone = useIsMobile();
  return phone ? <Buttons kind={kind} record={record} /> : null;
}

function Buttons({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const reach = useReach(kind, record);
  const links = [
    { id: 'call', href: reach.phone, icon: Phone },
    { id: 'mail', href: reach.email, icon: Mail },
    { id: 'map', href: reach.map, icon: MapPin },
  ] as const;
  if (links.every(({ href }) => href === undefined)) return null;
  return (
    <div className="grid auto-cols-fr grid-flow-col gap-2 pt-3.5">
      {links.map(({ id, href, icon: Icon }) =>
        href === undefined ? null : (
          <Button key={id} asChild className="min-h-11 rounded-card">
            <a href={href} {...(id === 'map' && { target: '_blank', rel: 'noreferrer' })}>
              <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
              {t(`page.${id}`)}
            </a>
          </Button>
        ),
      )}
    </div>
  );
}
