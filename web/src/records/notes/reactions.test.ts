import { expect, test } from 'vitest';
import type { RecordRow } from '@/api/types';
import { reactionsOf, withReaction } from './reactions';

const note = (reactions: unknown) => ({ id: 'n', reactions }) as unknown as RecordRow;

test('a reaction is there once, and goes with the last person', () => {
  expect(reactionsOf(note(null))).toEqual({});
  expect(withReaction(note(null), 'like', 'me', true)).toEqual({ like: ['me'] });
  expect(withReaction(note({ like: ['me'] }), 'like', 'me', true)).toEqual({ like: ['me'] });
  expect(withReaction(note({ like: ['you'] }), 'like', 'me', true)).toEqual({ like: ['you', 'me'] });
  expect(withReaction(note({ like: ['me'], done: ['you'] }), 'like', 'me', false)).toEqual({ done: ['you'] });
});
