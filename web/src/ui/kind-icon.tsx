import {
  Building2,
  CircleDot,
  ClipboardList,
  Columns3,
  Handshake,
  Home,
  Kanban,
  List,
  type LucideIcon,
  Megaphone,
  Package,
  Paperclip,
  Phone,
  Shield,
  SlidersHorizontal,
  SquareCheck,
  StickyNote,
  Tag,
  Target,
  Ticket,
  User,
  Users,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  building: Building2,
  'check-square': SquareCheck,
  clipboard: ClipboardList,
  columns: Columns3,
  handshake: Handshake,
  home: Home,
  kanban: Kanban,
  list: List,
  megaphone: Megaphone,
  package: Package,
  paperclip: Paperclip,
  phone: Phone,
  shield: Shield,
  sliders: SlidersHorizontal,
  'sticky-note': StickyNote,
  tag: Tag,
  target: Target,
  ticket: Ticket,
  user: User,
  users: Users,
};

interface KindIconProps {
  /** The icon's name as the server gives it; an unknown one is a dot in a ring. */
  name: string;
  size?: number;
  className?: string;
}

export function KindIcon({ name, size = 16, className }: KindIconProps) {
  const Icon = icons[name] ?? CircleDot;
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" className={className} />;
}
