import { useBootstrap } from '@/api/bootstrap';
import { pictureUrl } from '@/api/picture';
import { Avatar, type AvatarProps } from '@/ui/avatar';

interface PersonAvatarProps extends Pick<AvatarProps, 'name' | 'size' | 'label'> {
  /** A colleague's; whoever is none is grey. */
  id: string | null | undefined;
}

/** A colleague as everybody knows them: the picture or the letters in their colour. */
export function PersonAvatar({ id, ...look }: PersonAvatarProps) {
  const { users } = useBootstrap();
  const user = users.find((user) => user.id === id);
  return <Avatar {...look} hue={user?.avatar_hue ?? null} picture={pictureUrl(user?.picture)} />;
}
