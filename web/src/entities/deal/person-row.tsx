import { Link } from '@tanstack/react-router';
import { Star, X } from 'lucide-react';
import type { KindMeta, Titled } from '@/api/types';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { findField } from '@/records/model/kind-fields';
import { Avatar } from '@/ui/avatar';
import { IconButton } from '@/ui/icon-button';
import { Select } from '@/ui/select';
import { Tag } from '@/ui/tag';

interface PersonRowProps {
  people: KindMeta;
  contact: Titled;
  /** What they are to the deal; null where nobody has said. */
  part: string | null;
  primary: boolean;
  onRole: ((role: string) => void) | null;
  onPrimary?: () => void;
  onRemove?: () => void;
}

/** Somebody on a deal: who, in which role, and whether they are whom one talks to first. */
export function PersonRow({ people, contact, part, primary, onRole, onPrimary, onRemove }: PersonRowProps) {
  const t = useT();
  const field = findField(people, 'role');
  const options = (field?.options ?? []).map((option) => ({
    value: option.value,
    label: field ? optionLabel(people, field, option) : option.label,
  }));
  const chosen = options.find(({ value }) => value === part);
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-hairline px-2 py-1.5">
      <Avatar name={contact.title} size={28} />
      <span className="flex min-w-32 flex-1 items-center gap-2">
        <Link
          to="/$plural/$id"
          params={{ plural: 'contacts', id: contact.id }}
          className="min-w-0 truncate font-medium hover:underline"
        >
          {contact.title}
        </Link>
        {primary && <Tag>{t('deal.people.primary')}</Tag>}
      </span>
      {onRole ? (
        <span className="w-40 max-sm:order-last max-sm:w-full">
          <Select
            size="sm"
            aria-label={t('deal.people.role_of', { name: contact.title })}
            placeholder={t('deal.people.no_role')}
            value={part ?? undefined}
            options={options}
            onValueChange={onRole}
          />
        </span>
      ) : (
        <span className="text-ink-2 max-sm:order-last max-sm:w-full">
          {chosen?.label ?? t('deal.people.no_role')}
        </span>
      )}
      <span className="flex w-16 justify-end">
        {onPrimary && !primary && (
          <IconButton
            size="sm"
            label={t('deal.people.make_primary', { name: contact.title })}
            icon={<Star size={16} strokeWidth={1.75} />}
            onClick={onPrimary}
          />
        )}
        {onRemove && (
          <IconButton
            size="sm"
            label={t('deal.people.remove', { name: contact.title })}
            icon={<X size={16} strokeWidth={1.75} />}
            onClick={onRemove}
          />
        )}
      </span>
    </li>
  );
}
