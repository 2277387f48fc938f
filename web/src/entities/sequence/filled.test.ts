import { expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { filled } from './filled';

it('puts what is known of the lead in place of names in braces', () => {
  const lead = { first_name: 'Zoë {my_name}', company_name: '' } as unknown as RecordRow;
  expect(filled('Hi {first_name|there} of {company|your firm}{job_title}! {} {Any} {my_name}', lead)).toBe(
    'Hi Zoë {my_name} of your firm! {} {Any} {my_name}',
  );
});
