import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bootstrapQuery } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { Banner } from '@/ui/banner';
import { Button } from '@/ui/button';

/** Offers to reload once the server runs another version than the one this page came from. Never by force. */
export function VersionBanner() {
  const t = useT();
  const { data } = useQuery({ ...bootstrapQuery, refetchInterval: 10 * 60_000 });
  const [loaded] = useState(data?.version);
  if (!data || data.version === loaded) return null;
  return (
    <Banner
      actions={
        <Button variant="ghost" size="sm" onClick={() => window.location.reload()}>
          {t('shell.reload')}
        </Button>
      }
    >
      {t('shell.new_version')}
    </Banner>
  );
}
