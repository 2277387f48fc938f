import { ConvertHost } from '@/features/convert/convert-host';
import { MergeHost } from '@/features/merge/merge-host';
import { PushHost } from '@/features/notifications/push-host';
import { SequenceHost } from '@/features/sequences/sequence-host';
import { SmsHost } from '@/features/sms/sms-host';
import { CreateRecordHost } from '@/records/form/create-record';
import { LiveHost } from '@/records/live/live-host';
import { RecordsLayer } from '@/records/mutations/records-layer';
import { WaitingHost } from '@/records/offline/waiting-host';
import { ReloginDialog } from '../session/relogin-dialog';
import { RouteFocus } from './route-focus';

/** What works behind the frame and shows nothing at first: creating, undo, signing in again. It loads after the frame. */
export function ShellExtras() {
  return (
    <>
      <RouteFocus />
      <CreateRecordHost />
      <ConvertHost />
      <SequenceHost />
      <MergeHost />
      <SmsHost />
      <RecordsLayer />
      <LiveHost />
      <WaitingHost />
      <PushHost />
      <ReloginDialog />
    </>
  );
}
