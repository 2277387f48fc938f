import { createFileRoute, notFound } from '@tanstack/react-router';
import { findKind } from '@/api/bootstrap';

/** Everything under the plural of a kind. A word that names no kind is a page that does not exist. */
export const Route = createFileRoute('/_app/$plural')({
  beforeLoad: ({ context, params }) => {
    const kind = findKind(context.bootstrap, params.plural);
    if (kind?.plural !== params.plural) throw notFound();
  },
});
