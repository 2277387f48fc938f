import { useBootstrap, useMe } from '@/api/bootstrap';
import { cn } from '@/lib/cn';

interface PersonNameProps {
  id: string;
  /** The name as it was when this was written. */
  written: string;
}

/** Somebody who is mentioned, by the name they have now. */
export function PersonName({ id, written }: PersonNameProps) {
  const { users } = useBootstrap();
  const me = useMe();
  const user = users.find((other) => other.id === id);
  return (
    <span
      data-mention={id}
      className={cn(
        'rounded-tag px-1 font-medium [box-decoration-break:clone]',
        id === me.id ? 'bg-selected text-ink' : 'bg-hover text-ink',
      )}
    >
      {user ? `@${user.title}` : written || '@?'}
    </span>
  );
}
