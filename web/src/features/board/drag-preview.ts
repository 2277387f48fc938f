import type { ElementEventPayloadMap } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';

/** Room around the card for its tilt and its shadow: what lies outside is not in the picture. */
const ROOM = 40;

/** What hangs on the pointer: the card, a little tilted, and how many it stands for. */
export function showDragPreview(
  { nativeSetDragImage, source, location }: ElementEventPayloadMap['onGenerateDragPreview'],
  count: number,
): void {
  const card = source.element;
  const { left, top, width } = card.getBoundingClientRect();
  const { clientX, clientY } = location.current.input;
  setCustomNativeDragPreview({
    nativeSetDragImage,
    getOffset: () => ({ x: clientX - left + ROOM, y: clientY - top + ROOM }),
    render: ({ container }) => {
      container.style.padding = `${ROOM}px`;
      container.append(tilted(card, width, count));
    },
  });
}

function tilted(card: HTMLElement, width: number, count: number): HTMLElement {
  const copy = card.cloneNode(true) as HTMLElement;
  copy.removeAttribute('data-card');
  copy.style.width = `${width}px`;
  copy.className +=
    ' rotate-[1.6deg] !opacity-100 !outline-none shadow-drag dark:!bg-raised-2 dark:!border-line-raised';
  if (count > 1) {
    const badge = document.createElement('span');
    badge.className =
      'absolute -top-2 -right-2 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-12 font-semibold text-on-accent tabular-nums';
    badge.textContent = String(count);
    copy.append(badge);
    // Further cards lie under the first.
    copy.style.boxShadow = '4px 4px 0 -1px var(--surface), 4px 4px 0 0 var(--border), var(--shadow-drag)';
  }
  return copy;
}
