import { useNavigate } from '@tanstack/react-router';
import { Save } from 'lucide-react';
import { useState } from 'react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import type { Definition } from './definition';
import { SaveDialog } from './save-dialog';
import { useReportActions } from './use-report-actions';

interface SaveButtonProps {
  kind: KindMeta;
  name: string;
  definition: Definition;
}

/** Keeps what is shown as a report of one's own. */
export function SaveButton({ kind, name, definition }: SaveButtonProps) {
  const t = useT();
  const navigate = useNavigate();
  const { save } = useReportActions(kind);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon={<Save size={16} strokeWidth={1.75} />} onClick={() => setOpen(true)}>
        {t('reports.save')}
      </Button>
      {open && (
        <SaveDialog
          title={t('reports.save_title')}
          initial={{ name, description: '', visibility: 'personal' }}
          onClose={() => setOpen(false)}
          onSave={async (details) => {
            const { id } = await save(details, definition);
            await navigate({ to: '/reports/$report', params: { report: id } });
          }}
        />
      )}
    </>
  );
}
