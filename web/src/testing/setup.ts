import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { loadAllMessages, startMessages } from '@/i18n/languages';

// What is waited for comes in a moment, but a busy machine may take seconds over it.
configure({ asyncUtilTimeout: 5_000 });

beforeEach(async () => {
  startMessages();
  await loadAllMessages();
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});
