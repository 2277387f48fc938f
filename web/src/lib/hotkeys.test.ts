import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Hotkeys } from './hotkeys';

let keys: Hotkeys;
const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
};

beforeEach(() => {
  keys = new Hotkeys();
  window.addEventListener('keydown', keys.handle);
});
afterEach(() => {
  window.removeEventListener('keydown', keys.handle);
  document.body.replaceChildren();
});

describe('Hotkeys', () => {
  it('runs a single key and takes the event', () => {
    const run = vi.fn();
    keys.add([{ shortcut: 'C', run }], 'page');
    expect(press('c').defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  it('waits for the second stroke of a sequence', () => {
    const contacts = vi.fn();
    const create = vi.fn();
    keys.add([{ shortcut: 'G C', run: contacts }], 'app');
    keys.add([{ shortcut: 'C', run: create }], 'page');
    press('g');
    press('c');
    expect(contacts).toHaveBeenCalledOnce();
    expect(create).not.toHaveBeenCalled();
  });

  it('lets a stroke that breaks a sequence count on its own', () => {
    const create = vi.fn();
    keys.add([{ shortcut: 'G H', run: vi.fn() }], 'app');
    keys.add([{ shortcut: 'C', run: create }], 'page');
    press('g');
    press('c');
    expect(create).toHaveBeenCalledOnce();
  });

  it('is silent while one types, except with a modifier', () => {
    const input = document.createElement('input');
    document.body.append(input);
    const single = vi.fn();
    const palette = vi.fn();
    keys.add(
      [
        { shortcut: 'C', run: single },
        { shortcut: 'mod+k', run: palette, whileTyping: true },
      ],
      'app',
    );
    press('c', input);
    press('k', input, { ctrlKey: true });
    expect(single).not.toHaveBeenCalled();
    expect(palette).toHaveBeenCalledOnce();
  });

  it('is silent while an editor that was asked for is still on its way', () => {
    const holder = document.createElement('span');
    holder.dataset['typing'] = '';
    document.body.append(holder);
    const run = vi.fn();
    keys.add([{ shortcut: 'C', run }], 'page');
    press('c', holder);
    expect(run).not.toHaveBeenCalled();
  });

  it('gives the page precedence over the app, and forgets what was removed', () => {
    const app = vi.fn();
    const page = vi.fn();
    const remove = keys.add([{ shortcut: 'E', run: page }], 'page');
    keys.add([{ shortcut: 'E', run: app }], 'app');
    press('e');
    remove();
    press('e');
    expect(page).toHaveBeenCalledOnce();
    expect(app).toHaveBeenCalledOnce();
  });

  it('keeps the page quiet behind a dialog', () => {
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    const button = dialog.appendChild(document.createElement('button'));
    document.body.append(dialog);
    const page = vi.fn();
    const overlay = vi.fn();
    keys.add([{ shortcut: 'X', run: page }], 'page');
    press('x', button);
    keys.add([{ shortcut: 'X', run: overlay }], 'overlay');
    press('x', button);
    expect(page).not.toHaveBeenCalled();
    expect(overlay).toHaveBeenCalledOnce();
  });

  it('can be told to leave single keys alone', () => {
    const run = vi.fn();
    keys.add([{ shortcut: 'C', run }], 'page');
    keys.singleKeys = false;
    press('c');
    expect(run).not.toHaveBeenCalled();
  });
});
