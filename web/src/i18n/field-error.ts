import { i18n } from '@lingui/core';

/** The words for a field error of the server: by its code, else (as where it is "invalid") as the server says it. */
export function fieldErrorText(error: { code: string; message: string }): string {
  const id = `field_error.${error.code}`;
  return i18n.messages[id] === undefined ? error.message : i18n._(id);
}
