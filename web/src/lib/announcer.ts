type Urgency = 'polite' | 'assertive';

const regions = new Map<Urgency, HTMLElement>();

function region(urgency: Urgency): HTMLElement {
  const known = regions.get(urgency);
  if (known?.isConnected) return known;
  const element = document.createElement('div');
  element.setAttribute('aria-live', urgency);
  element.className = 'sr-only';
  document.body.append(element);
  regions.set(urgency, element);
  return element;
}

/** Says something to screen readers that only eyes would notice otherwise. */
export function announce(message: string, urgency: Urgency = 'polite'): void {
  const element = region(urgency);
  element.textContent = '';
  // The same text twice is announced twice only if the region was empty in between.
  setTimeout(() => {
    element.textContent = message;
  }, 30);
}
