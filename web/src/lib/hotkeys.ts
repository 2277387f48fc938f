import { isSingleKey, strokeOf, strokesOf } from './shortcut';

export interface Hotkey {
  /** `mod+k`, `?`, `X`, or a sequence such as `G C`. */
  shortcut: string;
  run: (event: KeyboardEvent) => void;
  /** Asked at the moment of the stroke. */
  when?: () => boolean;
  /** Works in text fields too. Only sensible with a modifier. */
  whileTyping?: boolean;
}

/** Of two hotkeys with the same keys the one nearer to the person wins: an overlay before the page before the app. */
export type HotkeyLayer = 'app' | 'page' | 'overlay';

const layers: readonly HotkeyLayer[] = ['overlay', 'page', 'app'];
const sequencePause = 1200;

/** Matches key strokes with the hotkeys of the screen. */
export class Hotkeys {
  singleKeys = true;
  private readonly groups: { list: readonly Hotkey[]; layer: HotkeyLayer }[] = [];
  private pending: string[] = [];
  private pendingAt = 0;

  add(list: readonly Hotkey[], layer: HotkeyLayer): () => void {
    const group = { list, layer };
    this.groups.push(group);
    return () => {
      const index = this.groups.indexOf(group);
      if (index >= 0) this.groups.splice(index, 1);
    };
  }

  handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    const now = event.timeStamp;
    if (now - this.pendingAt > sequencePause) this.pending = [];
    const typed = [...this.pending, strokeOf(event)];
    this.pending = [];
    const usable = this.usable(isTyping(event.target), isInOverlay(event.target));

    const hit = usable.find((hotkey) => sameStrokes(strokesOf(hotkey.shortcut), typed));
    if (hit) {
      event.preventDefault();
      hit.run(event);
      return;
    }
    if (usable.some((hotkey) => startsWith(strokesOf(hotkey.shortcut), typed))) {
      event.preventDefault();
      this.pending = typed;
      this.pendingAt = now;
      return;
    }
    // A stroke that breaks a sequence still counts on its own.
    if (typed.length > 1) this.handle(event);
  };

  private usable(typing: boolean, inOverlay: boolean): Hotkey[] {
    return layers
      .flatMap((layer) => this.groups.filter((group) => group.layer === layer).toReversed())
      .flatMap(({ list, layer }) =>
        // What lies behind a dialog cannot be seen to change, so only what has a modifier reaches it.
        inOverlay && layer !== 'overlay' ? list.filter((hotkey) => hotkey.whileTyping) : list,
      )
      .filter(
        (hotkey) =>
          (!typing || hotkey.whileTyping) &&
          (this.singleKeys || !isSingleKey(hotkey.shortcut)) &&
          (hotkey.when?.() ?? true),
      );
  }
}

/** One for the whole page; the app attaches it to the window. */
export const hotkeys = new Hotkeys();

function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="menu"], [role="listbox"], [data-typing]'))
    return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function sameStrokes(wanted: string[], typed: string[]): boolean {
  return wanted.length === typed.length && startsWith(wanted, typed);
}

function startsWith(wanted: string[], typed: string[]): boolean {
  return typed.length <= wanted.length && typed.every((stroke, index) => wanted[index] === stroke);
}
