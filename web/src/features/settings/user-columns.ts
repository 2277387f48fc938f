/** Head and rows of the list of users share it, so that they stay in line. */
export const userColumns = 'md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)]';
