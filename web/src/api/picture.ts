import { apiUrl } from './client';

/** The address of a picture by its name. */
export const pictureUrl = (name: string | null | undefined): string | null =>
  name ? apiUrl(`/pictures/${name}`) : null;
