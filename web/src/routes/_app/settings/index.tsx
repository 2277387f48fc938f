import { createFileRoute } from '@tanstack/react-router';

/** The layout shows the list of the settings here, or goes on to the first of them. */
export const Route = createFileRoute('/_app/settings/')({});
