import { createFileRoute } from '@tanstack/react-router';
import { ForgotScreen } from '@/features/auth/forgot-screen';

export const Route = createFileRoute('/_gate/forgot')({ component: ForgotScreen });
