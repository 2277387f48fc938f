import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { suggestTask } from './suggest-task';

const ben = '01990000-0000-7000-8000-000000000001';

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-05-06T20:00:00Z') }));
afterEach(() => vi.useRealTimers());

it('takes the sentence with the day, whom it mentions, and the evening where the reader is', () => {
  const body = `Good call.\n- [ ] Client **approved** [the ad](https://x.example); start by Friday. [@Ben](kith:user/${ben})`;
  expect(suggestTask(body, 'Asia/Kolkata', 'en-IN')).toEqual({
    name: 'Client approved the ad; start by Friday',
    assignee: ben,
    due: '2026-05-08T11:30:00Z',
  });
});

it('makes do with the first sentence', () => {
  expect(suggestTask('Call them. Then mail.', 'UTC', 'en')).toEqual({
    name: 'Call them',
    assignee: null,
    due: null,
  });
});
