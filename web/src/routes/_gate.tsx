import { createFileRoute } from '@tanstack/react-router';
import { bootstrapQuery } from '@/api/bootstrap';

export const Route = createFileRoute('/_gate')({
  beforeLoad: async ({ context }) => {
    return { bootstrap: await context.queryClient.ensureQueryData(bootstrapQuery) };
  },
});
