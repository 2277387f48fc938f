import { createFileRoute } from '@tanstack/react-router';
import { CurrenciesScreen } from '@/features/settings/currencies-screen';

export const Route = createFileRoute('/_app/settings/currencies')({ component: CurrenciesScreen });
