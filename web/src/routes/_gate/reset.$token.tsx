import { createFileRoute } from '@tanstack/react-router';
import { ResetScreen } from '@/features/auth/reset-screen';

export const Route = createFileRoute('/_gate/reset/$token')({
  component: function Reset() {
    return <ResetScreen token={Route.useParams().token} />;
  },
});
