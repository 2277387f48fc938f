import { useQuery } from '@tanstack/react-query';
import { Mail, MapPin, Phone } from 'lucide-react';
import { findKind, useBootstrap } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { Button } from '@/ui/button';
import { useDirectory } from '../fields/use-field-contexts';
import { recordQuery } from '../mutations/use-record';
import { personBehind, reachOf, type Reach } from './reach';

/** On phones: call, write, find the way. A deal has no number itself, so its contact's is used. */
export function ContactButtons({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const phone = useIsMobile();
  return phone ? <Buttons kind={kind} record={record} /> : null;
}

function Buttons({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const bootstrap = useBootstrap();
  const directory = useDirectory();
  const own = reachOf(kind, record);
  const person = personBehind(kind, record, bootstrap);
  const personKind = person ? findKind(bootstrap, person.kind) : undefined;
  const other = useQuery({
    ...recordQuery(personKind ?? kind, person?.id ?? record.id, directory.kinds),
    enabled: personKind !== undefined && !own.phone && !own.email,
  });
  const theirs: Reach = personKind && other.data ? reachOf(personKind, other.data) : {};
  const reach = { ...theirs, ...own };
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
