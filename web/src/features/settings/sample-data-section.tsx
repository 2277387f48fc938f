import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { loadSampleData, removeSampleData } from '@/api/sample-data';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { SettingSection } from './setting-section';

/** The example records: loaded and removed as a whole. */
export function SampleDataSection({ loaded }: { loaded: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: () => (loaded ? removeSampleData() : loadSampleData()),
    onSuccess: async () => {
      setAsking(false);
      await client.invalidateQueries();
      toast.success(t(loaded ? 'settings.sample.removed' : 'settings.sample.loaded'));
    },
    onError: (error) => toast.error(failureText(error)),
  });
  return (
    <SettingSection
      title={t('settings.sample')}
      lede={t(loaded ? 'settings.sample.lede_loaded' : 'settings.sample.lede')}
      actions={
        <Button loading={change.isPending} onClick={() => (loaded ? setAsking(true) : change.mutate())}>
          {t(loaded ? 'settings.sample.remove' : 'settings.sample.load')}
        </Button>
      }
    >
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        tone="danger"
        title={t('settings.sample.ask')}
        description={t('settings.sample.ask_text')}
        confirmLabel={t('settings.sample.remove')}
        cancelLabel={t('common.cancel')}
        busy={change.isPending}
        onConfirm={() => change.mutate()}
      />
    </SettingSection>
  );
}
