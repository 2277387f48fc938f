import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useFieldEdit } from './use-field-edit';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(save: (value: unknown) => Promise<boolean>) {
  return renderHook(() =>
    useFieldEdit({
      value: 'old',
      check: (value) => (value === null ? 'Needed' : null),
      save,
      explain: (error) => (error as Error).message,
    }),
  ).result;
}

describe('useFieldEdit', () => {
  it('shows a spinner only when saving takes long, then a tick for a second', async () => {
    const answer = { give: () => {} };
    const save = vi.fn(
      () =>
        new Promise<boolean>((resolve) => {
          answer.give = () => resolve(true);
        }),
    );
    const edit = setUp(save);
    act(() => edit.current.begin());
    act(() => edit.current.change('new'));
    await act(async () => void edit.current.commit());
    expect(edit.current).toMatchObject({ status: 'saving', slow: false });
    await act(() => vi.advanceTimersByTimeAsync(300));
    expect(edit.current.slow).toBe(true);
    await act(async () => answer.give());
    expect(edit.current).toMatchObject({ status: 'saved', slow: false });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(edit.current.status).toBe('idle');
    expect(save).toHaveBeenCalledExactlyOnceWith('new', 'old');
  });

  it('keeps what was typed when it is refused', async () => {
    const edit = setUp(() => Promise.reject(new Error('Too long')));
    act(() => edit.current.begin());
    act(() => edit.current.change('much too long'));
    await act(() => edit.current.commit());
    expect(edit.current).toMatchObject({ status: 'editing', draft: 'much too long', error: 'Too long' });
    act(() => edit.current.change('short'));
    expect(edit.current.error).toBeNull();
  });

  it('does not send what does not fit, nor what did not change', async () => {
    const save = vi.fn(() => Promise.resolve(true));
    const edit = setUp(save);
    act(() => edit.current.begin());
    await act(() => edit.current.commit(null));
    expect(edit.current).toMatchObject({ status: 'editing', error: 'Needed' });
    await act(() => edit.current.commit('old'));
    expect(edit.current.status).toBe('idle');
    expect(save).not.toHaveBeenCalled();
  });
});
