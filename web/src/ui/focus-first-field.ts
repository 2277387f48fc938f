const fields =
  'input:not([type="hidden"]):not([hidden]):not([disabled]), textarea:not([disabled]), select:not([disabled]), [role="combobox"]:not([disabled])';

/** Puts the focus where one begins to type; without a field on the overlay itself, not on its close button. */
export function focusFirstField(event: Event): void {
  const overlay = event.currentTarget;
  if (!(overlay instanceof HTMLElement)) return;
  event.preventDefault();
  (overlay.querySelector<HTMLElement>(fields) ?? overlay).focus({ preventScroll: true });
}
