import { useQueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';

/** Looks for the job that works the scores out anew, which a change of the rules has begun. */
export function useFollowRescore() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.jobs('rescore') });
}
