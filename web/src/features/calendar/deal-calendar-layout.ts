import { lazy } from 'react';

/** The calendar of deals. Its code comes when somebody looks at it. */
export const dealCalendar = lazy(async () => ({ default: (await import('./deal-calendar')).DealCalendar }));
