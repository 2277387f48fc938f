import { createFileRoute, redirect } from '@tanstack/react-router';
import { SignInScreen } from '@/features/auth/sign-in-screen';

export const Route = createFileRoute('/_gate/sign-in')({
  validateSearch: (search: Record<string, unknown>): { redirect?: string } =>
    typeof search['redirect'] === 'string' ? { redirect: search['redirect'] } : {},
  beforeLoad: ({ context }) => {
    if (context.bootstrap.me) throw redirect({ to: '/' });
    if (context.bootstrap.setup.needs_workspace) throw redirect({ to: '/register' });
  },
  component: function SignIn() {
    return <SignInScreen redirect={Route.useSearch().redirect} />;
  },
});
