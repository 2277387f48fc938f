import { createFileRoute, redirect } from '@tanstack/react-router';
import { bootstrapQuery } from '@/api/bootstrap';
import { BareErrorPage } from '@/app/errors/bare-error-page';
import { applyPerson } from '@/app/session/apply-person';
import { AppShell } from '@/app/shell/app-shell';
import { ShellSkeleton } from '@/app/shell/shell-skeleton';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const declarations = import('@/entities/all-entities');
    const bootstrap = await context.queryClient.ensureQueryData(bootstrapQuery);
    if (!bootstrap.me) {
      if (bootstrap.setup.needs_workspace) throw redirect({ to: '/register' });
      const back = location.href === '/' ? undefined : location.href;
      throw redirect({ to: '/sign-in', search: { redirect: back } });
    }
    await applyPerson(bootstrap);
    return { bootstrap, entities: (await declarations).allEntities };
  },
  component: AppShell,
  errorComponent: BareErrorPage,
  pendingComponent: ShellSkeleton,
  pendingMs: 150,
  pendingMinMs: 300,
});
