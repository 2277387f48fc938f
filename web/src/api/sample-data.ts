import { api } from './client';

/** The example campaign of leads, deals and people, to try things on; it goes as it came. */
export const loadSampleData = () => api.post('/sample-data');

export const removeSampleData = () => api.delete('/sample-data');
