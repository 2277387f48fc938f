import {
  Bell,
  Building2,
  CircleUser,
  Coins,
  Gauge,
  Kanban,
  ListChecks,
  type LucideIcon,
  Mailbox,
  MessageSquare,
  Send,
  Shield,
  SlidersHorizontal,
  Tag,
  Ticket,
  UserRound,
  UsersRound,
} from 'lucide-react';
import type { Bootstrap } from '@/api/types';

type SectionId =
  | 'profile'
  | 'notifications'
  | 'workspace'
  | 'users'
  | 'roles'
  | 'teams'
  | 'fields'
  | 'tags'
  | 'pipelines'
  | 'sequences'
  | 'currencies'
  | 'scoring'
  | 'tickets'
  | 'mailboxes'
  | 'sms'
  | 'outbox';

interface Section {
  id: SectionId;
  icon: LucideIcon;
  group: 'me' | 'people' | 'data' | 'mail';
  /** The kind one must be able to read; without one it is for everybody. */
  kind?: string;
  /** Whether it is for administrators alone. */
  admin?: true;
}

const sections: readonly Section[] = [
  { id: 'profile', icon: CircleUser, group: 'me' },
  { id: 'notifications', icon: Bell, group: 'me' },
  { id: 'workspace', icon: Building2, group: 'people', kind: 'workspace' },
  { id: 'users', icon: UserRound, group: 'people', kind: 'user' },
  { id: 'roles', icon: Shield, group: 'people', kind: 'role' },
  { id: 'teams', icon: UsersRound, group: 'people', kind: 'team' },
  { id: 'fields', icon: SlidersHorizontal, group: 'data', kind: 'custom_field' },
  { id: 'tags', icon: Tag, group: 'data', kind: 'tag' },
  { id: 'pipelines', icon: Kanban, group: 'data', kind: 'pipeline' },
  { id: 'sequences', icon: ListChecks, group: 'data', kind: 'sequence' },
  { id: 'currencies', icon: Coins, group: 'data', kind: 'exchange_rate' },
  { id: 'scoring', icon: Gauge, group: 'data', kind: 'scoring_rule' },
  { id: 'tickets', icon: Ticket, group: 'data', kind: 'canned_reply' },
  { id: 'mailboxes', icon: Mailbox, group: 'mail' },
  { id: 'sms', icon: MessageSquare, group: 'mail', admin: true },
  { id: 'outbox', icon: Send, group: 'mail' },
];

/** The entries of the settings for this person. What one may not read is not offered. */
export function visibleSections({ me, kinds }: Pick<Bootstrap, 'me' | 'kinds'>): Section[] {
  const reads = (key: string) => kinds.some((kind) => kind.key === key && kind.rights.read !== 'none');
  const shown = ({ kind, admin }: Section) => (kind === undefined ? !admin : reads(kind));
  return sections.filter((section) => me?.is_admin === true || shown(section));
}

export const sectionGroups = ['me', 'people', 'data', 'mail'] as const;
