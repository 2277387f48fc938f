import {
  CalendarDays,
  Mail,
  MapPin,
  MessageCircle,
  MessageSquareText,
  MessagesSquare,
  Phone,
  SquareCheck,
  StickyNote,
  type LucideIcon,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  note: StickyNote,
  task: SquareCheck,
  call: Phone,
  email: Mail,
  meeting: CalendarDays,
  sms: MessageSquareText,
  chat: MessageCircle,
  visit: MapPin,
};

/** The sign of a note, a task, or a kind of interaction. */
export function InteractionIcon({ mode, size = 14 }: { mode: string; size?: 14 | 16 | 20 }) {
  const Icon = icons[mode] ?? MessagesSquare;
  return <Icon size={size} strokeWidth={size === 14 ? 2 : 1.75} aria-hidden="true" />;
}
