import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { draftKey, EMPTY_DRAFT, keepDraft, readDraft, useDraft } from './drafts';

const key = draftKey('u1', 'deal', 'd1');
const modes = ['note', 'call', 'task'];

beforeEach(() => localStorage.clear());

describe('drafts', () => {
  it('are kept per person and record', () => {
    keepDraft(key, { mode: 'call', text: 'Board approved', values: { outcome: 'connected' } });
    expect(readDraft(key)).toEqual({
      mode: 'call',
      text: 'Board approved',
      values: { outcome: 'connected' },
    });
    expect(readDraft(draftKey('u2', 'deal', 'd1'))).toBeNull();
    expect(readDraft(draftKey('u1', 'deal', 'd2'))).toBeNull();
  });

  it('leave nothing behind once they are empty', () => {
    keepDraft(key, { ...EMPTY_DRAFT, text: 'x' });
    keepDraft(key, { ...EMPTY_DRAFT, text: '  ' });
    expect(localStorage).toHaveLength(0);
  });

  it('survive what another version has stored', () => {
    localStorage.setItem(`kith.${key}`, '{"text":4}');
    expect(readDraft(key)).toBeNull();
  });
});

describe('useDraft', () => {
  it('follows the record and falls back to a mode that is offered', () => {
    keepDraft(draftKey('u1', 'deal', 'd2'), { mode: 'visit', text: 'Second', values: {} });
    const { result, rerender } = renderHook(({ of }) => useDraft(of, modes), { initialProps: { of: key } });
    act(() => result.current[1]({ ...EMPTY_DRAFT, text: 'First' }));
    expect(result.current[0].text).toBe('First');

    rerender({ of: draftKey('u1', 'deal', 'd2') });
    expect(result.current[0]).toMatchObject({ text: 'Second', mode: 'note' });
    rerender({ of: key });
    expect(result.current[0].text).toBe('First');
  });
});
