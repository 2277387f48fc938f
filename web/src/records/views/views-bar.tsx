import { lazy, Suspense, useState } from 'react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import type { ListState } from '../table/use-list-state';
import { useViewActions, type ViewDetails } from './use-view-actions';
import { useViewCounts } from './use-view-counts';
import { ViewMenu } from './view-menu';
import { mayChangeView } from './view-record';
import { ViewTabs } from './view-tabs';

const ViewFormDialog = lazy(async () => ({ default: (await import('./view-form-dialog')).ViewFormDialog }));

interface ViewsBarProps {
  kind: KindMeta;
  list: ListState;
}

const PERSONAL: ViewDetails = { name: '', visibility: 'personal', locked: false };

/** Tabs of the saved views; once something differs from the chosen one, Reset, Save as and Save. */
export function ViewsBar({ kind, list }: ViewsBarProps) {
  const t = useT();
  const me = useMe();
  const actions = useViewActions(kind);
  const counts = useViewCounts(kind, list.views, list.fallback);
  const [form, setForm] = useState<'create' | 'rename' | null>(null);
  const { view } = list;

  const create = async (details: ViewDetails) => {
    const last = list.views.at(-1)?.position ?? 0;
    const created = await actions.create(details, list.query, last + 1);
    if (created) list.chooseView(created.id);
    return created !== null;
  };
  const save = async () => {
    if (view && (await actions.saveState(view, list.query))) list.reset();
  };
  const remove = async () => {
    if (view && (await actions.remove(view))) list.chooseView(null);
  };

  return (
    <div className="flex h-10 shrink-0 items-stretch gap-0.5 border-b border-line pr-3 pl-2.5 max-md:h-auto max-md:items-center max-md:px-3 max-md:pt-0.5 max-md:pb-2.5">
      <ViewTabs
        kind={kind}
        views={list.views}
        counts={counts}
        current={list.query.view}
        onChoose={list.chooseView}
        onCreate={() => setForm('create')}
      />
      {view && (
        <span className="flex items-center">
          <ViewMenu
            view={view}
            onRename={() => setForm('rename')}
            onDuplicate={() => setForm('create')}
            onDelete={() => void remove()}
          />
        </span>
      )}
      {list.changed && (
        <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-2 max-md:gap-0">
          <span className="mr-1 text-12 text-ink-3 max-lg:hidden">{t('records.view.changed')}</span>
          <Button size="sm" variant="ghost" onClick={list.reset}>
            {t('records.view.reset')}
          </Button>
          {view && mayChangeView(view, me) ? (
            <>
              <span className="max-md:hidden">
                <Button size="sm" variant="ghost" onClick={() => setForm('create')}>
                  {t('records.view.save_as')}
                </Button>
              </span>
              <Button size="sm" onClick={() => void save()}>
                {t('common.save')}
              </Button>
            </>
          ) : (
            <Button size="sm" onClick={() => setForm('create')}>
              {t('records.view.save_as')}
            </Button>
          )}
        </span>
      )}
      <Suspense fallback={null}>
        {form === 'create' && (
          <ViewFormDialog
            title={t('records.view.new')}
            initial={PERSONAL}
            onClose={() => setForm(null)}
            onSave={create}
          />
        )}
        {form === 'rename' && view && (
          <ViewFormDialog
            title={t('records.view.edit')}
            initial={{ name: view.name, visibility: view.visibility, locked: view.locked }}
            onClose={() => setForm(null)}
            onSave={async (details) => (await actions.saveDetails(view, details)) !== null}
          />
        )}
      </Suspense>
    </div>
  );
}
