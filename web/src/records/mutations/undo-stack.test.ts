import { beforeEach, describe, expect, it, vi } from 'vitest';
import { undoableSoon, useUndoStack, type Undoable } from './undo-stack';

const entry = (label: string, log: string[] = []): Undoable => ({
  label,
  undo: () => Promise.resolve(void log.push(`undo ${label}`)),
  redo: () => Promise.resolve(void log.push(`redo ${label}`)),
});
const stack = () => useUndoStack.getState();

beforeEach(() => useUndoStack.setState({ done: [], undone: [], busy: false }));

describe('undo stack', () => {
  it('takes back the latest first and does it again', async () => {
    const log: string[] = [];
    stack().push(entry('a', log));
    stack().push(entry('b', log));
    expect((await stack().undo())?.label).toBe('b');
    await stack().undo();
    expect(await stack().undo()).toBeNull();
    await stack().redo();
    expect(log).toEqual(['undo b', 'undo a', 'redo a']);
    expect([stack().done.length, stack().undone.length]).toEqual([1, 1]);
  });

  it('forgets what was taken back as soon as something new is done', async () => {
    stack().push(entry('a'));
    await stack().undo();
    stack().push(entry('b'));
    expect(stack().undone).toEqual([]);
  });

  it('keeps the last fifty', () => {
    for (let index = 0; index < 60; index += 1) stack().push(entry(String(index)));
    expect(stack().done).toHaveLength(50);
    expect(stack().done[0]?.label).toBe('10');
  });

  it('drops what could not be taken back, and says so', async () => {
    stack().push(entry('a'));
    stack().push({ ...entry('b'), undo: () => Promise.reject(new Error('gone')) });
    await expect(stack().undo()).rejects.toThrow('gone');
    expect(stack().done.map(({ label }) => label)).toEqual(['a']);
    expect(stack().busy).toBe(false);
  });

  it('waits for what is on its way, and takes that back', async () => {
    const log: string[] = [];
    stack().push(entry('a', log));
    const gate = new EventTarget();
    const change = new Promise<void>((resolve) => gate.addEventListener('saved', () => resolve()));
    const saved = undoableSoon(change.then(() => stack().push(entry('b', log))));
    const undone = stack().undo();
    expect(log).toEqual([]);
    gate.dispatchEvent(new Event('saved'));
    await saved;
    expect((await undone)?.label).toBe('b');
  });

  it('does one at a time', async () => {
    const gate = new EventTarget();
    const undo = vi.fn(() => new Promise<void>((resolve) => gate.addEventListener('open', () => resolve())));
    stack().push(entry('a'));
    stack().push({ ...entry('b'), undo });
    const first = stack().undo();
    expect(await stack().undo()).toBeNull();
    gate.dispatchEvent(new Event('open'));
    await first;
    expect(undo).toHaveBeenCalledTimes(1);
  });
});
