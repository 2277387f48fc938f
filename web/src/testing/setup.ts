import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { i18n } from '@lingui/core';
import { startMessages } from '@/i18n/languages';

// What is waited for comes in a moment, but a busy machine may take seconds over it.
configure({ asyncUtilTimeout: 5_000 });

// Words come with the code that says them, in tests as in the browser; none may be said that are not there.
i18n.on('missing', ({ id }) => {
  throw new Error(`The words of ${id} have not loaded.`);
});

beforeEach(startMessages);
afterEach(() => {
  cleanup();
  localStorage.clear();
});
