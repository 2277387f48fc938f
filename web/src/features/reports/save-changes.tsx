import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Save } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import type { Definition } from './definition';
import { readSaved, savedReportQuery } from './saved-report';
import { useReportActions } from './use-report-actions';

interface SaveChangesProps {
  kind: KindMeta;
  id: string;
  definition: Definition;
}

/** Gives a saved report what the builder shows, and goes back to it. */
export function SaveChanges({ kind, id, definition }: SaveChangesProps) {
  const t = useT();
  const navigate = useNavigate();
  const { data: record } = useQuery(savedReportQuery(kind, id));
  const { change } = useReportActions(kind);
  const [busy, setBusy] = useState(false);
  const report = record && readSaved(record);
  const save = async () => {
    if (!report) return;
    setBusy(true);
    try {
      await change(report, { definition });
      await navigate({ to: '/reports/$report', params: { report: id } });
    } catch (error) {
      toast.error(t('reports.not_saved'), { description: failureText(error) });
      setBusy(false);
    }
  };
  return (
    <Button
      size="sm"
      icon={<Save size={16} strokeWidth={1.75} />}
      disabled={!report}
      loading={busy}
      onClick={() => void save()}
    >
      {t('reports.save_changes')}
    </Button>
  );
}
