import { clsx, type ClassValue } from 'clsx';

/** Joins class names. Components take variants, so two utilities never have to be merged. */
export function cn(...parts: ClassValue[]): string {
  return clsx(parts);
}
