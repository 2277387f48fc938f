import { createFileRoute, redirect } from '@tanstack/react-router';
import { bootstrapQuery } from '@/api/bootstrap';
import { applyPerson } from '@/app/session/apply-person';
import { AppShell } from '@/app/shell/app-shell';
import { loadAllMessages } from '@/i18n/languages';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const words = loadAllMessages();
    const bootstrap = await context.queryClient.ensureQueryData(bootstrapQuery);
    if (!bootstrap.me) {
      if (bootstrap.setup.needs_workspace) throw redirect({ to: '/register' });
      const back = location.href === '/' ? undefined : location.href;
      throw redirect({ to: '/sign-in', search: { redirect: back } });
    }
    await words;
    await applyPerson(bootstrap);
    return { bootstrap };
  },
  component: AppShell,
});
