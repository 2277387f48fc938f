import { useNavigate } from '@tanstack/react-router';
import {
  CalendarClock,
  Copy,
  Ellipsis,
  Link as LinkIcon,
  Pencil,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { may } from '@/records/model/permissions';
import { useCopyLink } from '@/records/page/use-copy-link';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';
import { toSearch, type Definition } from './definition';
import { SaveDialog } from './save-dialog';
import type { SavedReport } from './saved-report';
import { ScheduleDialog } from './schedule-dialog';
import { useReportActions } from './use-report-actions';

interface SavedMenuProps {
  kind: KindMeta;
  report: SavedReport;
  /** What is shown now, with what the address asks for. */
  definition: Definition;
}

/** What can be done with a saved report. */
export function SavedMenu({ kind, report, definition }: SavedMenuProps) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const copyLink = useCopyLink();
  const { change, duplicate, remove } = useReportActions(kind);
  const [open, setOpen] = useState<'details' | 'schedule' | null>(null);
  const close = () => setOpen(null);
  const leave = async () => {
    if (await remove(report)) await navigate({ to: '/reports' });
  };
  const mayUpdate = may('update', kind, report.record, me);
  const entries: MenuEntry[] = [
    ...(mayUpdate
      ? ([
          {
            type: 'item',
            id: 'details',
            label: t('reports.rename'),
            icon: <Pencil size={16} strokeWidth={1.75} />,
            onSelect: () => setOpen('details'),
          },
          ...(definition.report === 'custom'
            ? ([
                {
                  type: 'item',
                  id: 'edit',
                  label: t('reports.edit'),
                  icon: <SlidersHorizontal size={16} strokeWidth={1.75} />,
                  onSelect: () =>
                    void navigate({
                      to: '/reports/new',
                      search: { ...toSearch(definition), edit: report.id },
                    }),
                },
              ] as const)
            : []),
          {
            type: 'item',
            id: 'schedule',
            label: t('reports.schedule'),
            icon: <CalendarClock size={16} strokeWidth={1.75} />,
            onSelect: () => setOpen('schedule'),
          },
        ] as const)
      : []),
    {
      type: 'item',
      id: 'link',
      label: t('page.copy_link'),
      icon: <LinkIcon size={16} strokeWidth={1.75} />,
      onSelect: copyLink,
    },
    ...(may('create', kind, undefined, me)
      ? ([
          {
            type: 'item',
            id: 'duplicate',
            label: t('reports.duplicate'),
            icon: <Copy size={16} strokeWidth={1.75} />,
            onSelect: () =>
              void duplicate(report).then(
                (copy) => copy && navigate({ to: '/reports/$report', params: { report: copy.id } }),
              ),
          },
        ] as const)
      : []),
    ...(may('delete', kind, report.record, me)
      ? ([
          { type: 'separator', id: 'before_delete' },
          {
            type: 'item',
            id: 'delete',
            label: t('reports.delete'),
            tone: 'danger',
            icon: <Trash2 size={16} strokeWidth={1.75} />,
            onSelect: () => void leave(),
          },
        ] as const)
      : []),
  ];
  return (
    <>
      <DropdownMenu
        align="end"
        label={t('reports.more')}
        entries={entries}
        trigger={
          <IconButton
            label={t('reports.more')}
            icon={<Ellipsis size={16} strokeWidth={1.75} />}
            tooltip={false}
          />
        }
      />
      {open === 'details' && (
        <SaveDialog
          title={t('reports.rename')}
          initial={{ name: report.name, description: report.description, visibility: report.visibility }}
          onClose={close}
          onSave={(details) => change(report, { ...details })}
        />
      )}
      {open === 'schedule' && (
        <ScheduleDialog report={report} onClose={close} onSave={(values) => change(report, values)} />
      )}
    </>
  );
}
