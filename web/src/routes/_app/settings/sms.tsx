import { createFileRoute } from '@tanstack/react-router';
import { SmsScreen } from '@/features/settings/sms-screen';

export const Route = createFileRoute('/_app/settings/sms')({ component: SmsScreen });
