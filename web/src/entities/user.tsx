import { User } from 'lucide-react';
import { defineEntity } from '@/records/model/define-entity';

export const user = defineEntity({
  kind: 'user',
  icon: User,
  avatar: 'person',
  phone: { second: ['email'], trailing: ['status'] },
  highlights: ['email', 'status', 'job_title', 'phone'],
});
