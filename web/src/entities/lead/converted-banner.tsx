import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, Undo2 } from 'lucide-react';
import { Fragment, useState } from 'react';
import { findKind, useBootstrap, useMe } from '@/api/bootstrap';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { readIncluded } from '@/records/model/field-path';
import { findField } from '@/records/model/kind-fields';
import { may } from '@/records/model/permissions';
import { RichLine } from '@/records/timeline/rich-line';
import { Banner } from '@/ui/banner';
import { Button } from '@/ui/button';
import { KindIcon } from '@/ui/kind-icon';
import { mayStillUndo, undoConversion } from './undo-conversion';

/** What a lead became, in the order in which one asks for it. */
const BECAME = ['converted_contact_id', 'converted_company_id', 'deal_id'];

/** Says that the lead is a customer by now, where the customer is, and takes it back. */
export function ConvertedBanner({ kind, record }: RecordSlotProps) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const client = useQueryClient();
  const bootstrap = useBootstrap();
  const [busy, setBusy] = useState(false);
  const at = record['converted_at'];
  const targets = BECAME.flatMap((path) => {
    const included = readIncluded(record, path);
    const target = findKind(bootstrap, findField(kind, path)?.target ?? '');
    return included && target ? { ...included, target } : [];
  });
  const undo = async () => {
    setBusy(true);
    await undoConversion(client, record);
    setBusy(false);
  };
  const links = targets.map(({ id, title, target }, index) => (
    <Fragment key={id}>
      {index > 0 && ', '}
      <Link
        to="/$plural/$id"
        params={{ plural: target.plural, id }}
        aria-label={`${kindLabel(target, 'one')}: ${title}`}
        className="relative touch-target rounded-tag font-medium text-link hover:underline"
      >
        <KindIcon name={target.icon} size={12} className="mr-1 inline align-[-1px]" />
        {title}
      </Link>
    </Fragment>
  ));
  return (
    <Banner
      icon={<CircleCheck size={14} strokeWidth={2} className="shrink-0 text-success" aria-hidden="true" />}
      actions={
        !record.deleted_at &&
        mayStillUndo(at) &&
        may('update', kind, record, me) && (
          <Button
            size="sm"
            loading={busy}
            icon={<Undo2 size={16} strokeWidth={1.75} />}
            onClick={() => void undo()}
          >
            {t('convert.undo')}
          </Button>
        )
      }
    >
      <RichLine
        id={targets.length > 0 ? 'convert.banner' : 'convert.banner_bare'}
        values={{ when: typeof at === 'string' ? format.date(at) : '' }}
        nodes={{ records: links }}
      />
    </Banner>
  );
}
