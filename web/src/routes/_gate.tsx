import { createFileRoute } from '@tanstack/react-router';
import { bootstrapQuery } from '@/api/bootstrap';
import { BareErrorPage } from '@/app/errors/bare-error-page';
import { activateLanguage, preferredLanguage } from '@/i18n/languages';

export const Route = createFileRoute('/_gate')({
  beforeLoad: async ({ context }) => {
    const words = activateLanguage(preferredLanguage());
    const bootstrap = await context.queryClient.ensureQueryData(bootstrapQuery);
    await words;
    return { bootstrap };
  },
  errorComponent: BareErrorPage,
});
