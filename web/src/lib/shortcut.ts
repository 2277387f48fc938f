const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const names: Record<string, string> = {
  mod: mac ? '⌘' : 'Ctrl',
  shift: mac ? '⇧' : 'Shift',
  alt: mac ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  space: 'Space',
  arrowup: '↑',
  arrowdown: '↓',
};

/** One stroke, such as `mod+k`, `?` or `x`, as the hotkeys compare it. */
export function strokeOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  // Shift is part of a sign such as `?`; it is a modifier only beside letters and named keys.
  if (event.shiftKey && (key.length > 1 || /\p{L}/u.test(key))) parts.push('shift');
  parts.push(key);
  return parts.join('+');
}

/** The strokes of a shortcut: `G C` is two, `mod+k` is one. */
export function strokesOf(shortcut: string): string[] {
  return shortcut
    .toLowerCase()
    .split(' ')
    .filter((stroke) => stroke !== '')
    .map(normal);
}

const modifiers = ['mod', 'alt', 'shift'];

/** Modifiers in the order that `strokeOf` names them. */
function normal(stroke: string): string {
  if (stroke.length < 2) return stroke;
  const parts = stroke.split('+');
  const held = modifiers.filter((modifier) => parts.includes(modifier));
  return [...held, ...parts.filter((part) => !modifiers.includes(part))].join('+');
}

/** What to draw on the key caps, one text per cap. */
export function keyCaps(shortcut: string): string[] {
  return strokesOf(shortcut).flatMap((stroke) =>
    stroke.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
  );
}

/** Whether a shortcut is typed without a modifier, and so may be switched off (WCAG 2.1.4). */
export function isSingleKey(shortcut: string): boolean {
  return strokesOf(shortcut).every((stroke) => !/(?:mod|alt)\+/.test(stroke) && stroke !== 'escape');
}
