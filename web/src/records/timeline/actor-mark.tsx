import { Bot } from 'lucide-react';
import type { Titled } from '@/api/types';
import { PersonAvatar } from '../people/person-avatar';
import { EventIcon } from './event-icon';

/** Who did it. Without anybody it was Kith itself. */
export function ActorMark({ actor }: { actor: Titled | null }) {
  if (!actor) {
    return (
      <EventIcon>
        <Bot />
      </EventIcon>
    );
  }
  return <PersonAvatar id={actor.id} name={actor.title} size={24} />;
}
