import { createFileRoute, redirect } from '@tanstack/react-router';
import { RegisterScreen } from '@/features/auth/register-screen';

export const Route = createFileRoute('/_gate/register')({
  beforeLoad: ({ context }) => {
    if (context.bootstrap.me) throw redirect({ to: '/' });
  },
  component: RegisterScreen,
});
