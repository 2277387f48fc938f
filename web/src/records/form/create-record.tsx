import { useParams } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';
import { useCreateStore } from './create-store';

const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog')).CreateDialog }));

/** Mounted once: the form for new records, over whatever page is open, and the key that opens it. */
export function CreateRecordHost() {
  const t = useT();
  const bootstrap = useBootstrap();
  const { plural } = useParams({ strict: false });
  const { request, open, close } = useCreateStore();
  const kind = request ? findKind(bootstrap, request.kind) : undefined;

  const here = plural === undefined ? undefined : findKind(bootstrap, plural);
  const commands = useMemo((): Command[] => {
    if (!here || here.rights.create === 'none' || here.create_fields.length === 0) return [];
    return [
      {
        id: `create.${here.key}`,
        group: 'create',
        label: t('command.new', { kind: kindWord(here, 'one') }),
        icon: Plus,
        shortcut: 'C',
        run: () => open(here.key),
      },
    ];
  }, [here, t, open]);
  useCommands(commands);

  if (!request || !kind) return null;
  return (
    <Suspense>
      <CreateDialog key={request.opening} kind={kind} defaults={request.defaults} onClose={close} />
    </Suspense>
  );
}
