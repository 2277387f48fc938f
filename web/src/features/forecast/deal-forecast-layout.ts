import { lazy } from 'react';

/** The forecast of deals. Its code comes when somebody looks at it. */
export const dealForecast = lazy(async () => ({ default: (await import('./deal-forecast')).DealForecast }));
