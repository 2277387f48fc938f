import { Bot } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import type { Titled } from '@/api/types';
import { Avatar } from '@/ui/avatar';
import { EventIcon } from './event-icon';

/** Who did it. Without anybody it was Kith itself. */
export function ActorMark({ actor }: { actor: Titled | null }) {
  const { users } = useBootstrap();
  if (!actor) {
    return (
      <EventIcon>
        <Bot />
      </EventIcon>
    );
  }
  const hue = users.find((user) => user.id === actor.id)?.avatar_hue ?? null;
  return <Avatar name={actor.title} hue={hue} size={24} />;
}
