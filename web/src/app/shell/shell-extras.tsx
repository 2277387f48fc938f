import { CreateRecordHost } from '@/records/form/create-record';
import { RecordsLayer } from '@/records/mutations/records-layer';
import { AppCommands } from '../commands/app-commands';
import { LazyOverlays } from '../commands/lazy-overlays';
import { ReloginDialog } from '../session/relogin-dialog';
import { RouteFocus } from './route-focus';

/** What works behind the frame and shows nothing at first: commands, overlays, undo. It loads after the frame. */
export function ShellExtras() {
  return (
    <>
      <RouteFocus />
      <AppCommands />
      <LazyOverlays />
      <CreateRecordHost />
      <RecordsLayer />
      <ReloginDialog />
    </>
  );
}
