import { createFileRoute } from '@tanstack/react-router';
import { InviteScreen } from '@/features/auth/invite-screen';

export const Route = createFileRoute('/_gate/invite/$token')({
  component: function Invite() {
    return <InviteScreen token={Route.useParams().token} />;
  },
});
