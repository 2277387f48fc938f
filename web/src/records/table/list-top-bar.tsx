import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowDownUp, Ellipsis, ListFilter, Plus, RefreshCw, Search, Trash2, Upload } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import { KindIcon } from '@/ui/kind-icon';
import type { MenuEntry } from '@/ui/menu-types';
import { TopBar } from '@/ui/top-bar';
import { useCreateStore } from '../form/create-store';
import { useEntity } from '../model/entities-context';
import { may } from '../model/permissions';
import type { Layout } from '../model/query-state';
import { layoutIcons } from './layout-icons';

interface ListTopBarProps {
  kind: KindMeta;
  phone: boolean;
  count: number | null;
  layout: Layout;
  /** The ways to show the list; none where there is only the table. */
  layouts: readonly Layout[];
  onLayout: (layout: Layout) => void;
  onRefresh: () => void;
  onSearch: () => void;
  onFilter: () => void;
  filters: number;
  sorts: readonly MenuEntry[];
}

const icon = { size: 16, strokeWidth: 1.75 };

export function ListTopBar(props: ListTopBarProps) {
  const { kind, phone, count, layout, layouts, onLayout, onRefresh, onSearch, onFilter, filters, sorts } =
    props;
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const navigate = useNavigate();
  const entity = useEntity(kind);
  const openForm = useCreateStore((state) => state.open);
  const creatable = may('create', kind, undefined, me);
  const importable = creatable && kind.capabilities.includes('import');
  const Icon = entity?.icon;
  const entries: MenuEntry[] = [
    {
      type: 'item',
      id: 'refresh',
      label: t('records.refresh'),
      icon: <RefreshCw {...icon} />,
      onSelect: onRefresh,
    },
  ];
  if (phone && sorts.length > 0) {
    entries.unshift({
      type: 'sub',
      id: 'sort',
      label: t('records.sort'),
      icon: <ArrowDownUp {...icon} />,
      entries: sorts,
    });
  }
  if (phone) {
    const others = layouts.filter((other) => other !== layout);
    entries.unshift(
      ...others.map((other): MenuEntry => {
        const Icon = layoutIcons[other];
        return {
          type: 'item',
          id: `layout-${other}`,
          label: t(`records.layout.as_${other}`),
          icon: <Icon {...icon} />,
          onSelect: () => onLayout(other),
        };
      }),
    );
  }
  if (phone && importable) {
    entries.push({
      type: 'item',
      id: 'import',
      label: t('records.import'),
      icon: <Upload {...icon} />,
      onSelect: () => void navigate({ to: '/$plural/import', params: { plural: kind.plural } }),
    });
  }
  if (kind.capabilities.includes('trash')) {
    entries.push({
      type: 'item',
      id: 'trash',
      label: t('records.trash'),
      icon: <Trash2 {...icon} />,
      onSelect: () => void navigate({ to: '/$plural/trash', params: { plural: kind.plural } }),
    });
  }
  return (
    <TopBar
      icon={Icon ? <Icon {...icon} /> : <KindIcon name={kind.icon} />}
      title={kindLabel(kind)}
      detail={phone && count !== null ? format.number(count) : undefined}
    >
      {phone && (
        <>
          <IconButton
            size="tap"
            tooltip={false}
            label={t('records.search')}
            icon={<Search {...icon} />}
            onClick={onSearch}
          />
          <IconButton
            size="tap"
            tooltip={false}
            label={filters > 0 ? t('records.filter.count', { count: filters }) : t('records.filter')}
            icon={
              <span className="flex items-center gap-1 text-13 font-medium tabular-nums">
                <ListFilter {...icon} />
                {filters > 0 && filters}
              </span>
            }
            onClick={onFilter}
          />
        </>
      )}
      <DropdownMenu
        label={t('records.list_menu')}
        align="end"
        entries={entries}
        trigger={
          <IconButton
            size={phone ? 'tap' : 'md'}
            tooltip={false}
            label={t('records.list_menu')}
            icon={<Ellipsis {...icon} />}
          />
        }
      />
      {!phone && importable && (
        <Button asChild size="sm">
          <Link to="/$plural/import" params={{ plural: kind.plural }} preload="intent">
            <Upload {...icon} />
            {t('records.import')}
          </Link>
        </Button>
      )}
      {!phone && creatable && (
        <Button size="sm" variant="primary" icon={<Plus {...icon} />} onClick={() => openForm(kind.key)}>
          {t('records.new', { kind: kindLabel(kind, 'one').toLocaleLowerCase() })}
        </Button>
      )}
    </TopBar>
  );
}
