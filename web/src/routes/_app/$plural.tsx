import { createFileRoute, notFound, Outlet } from '@tanstack/react-router';
import { findKind } from '@/api/bootstrap';
import { allEntities } from '@/entities/all-entities';
import { EntitiesContext } from '@/records/model/entities-context';

/** Everything under the plural of a kind. A word that names no kind is a page that does not exist. */
export const Route = createFileRoute('/_app/$plural')({
  beforeLoad: ({ context, params }) => {
    const kind = findKind(context.bootstrap, params.plural);
    if (kind?.plural !== params.plural) throw notFound();
  },
  component: function Records() {
    return (
      <EntitiesContext value={allEntities}>
        <Outlet />
      </EntitiesContext>
    );
  },
});
