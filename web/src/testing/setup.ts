import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { loadAllMessages, startMessages } from '@/i18n/languages';

beforeEach(async () => {
  startMessages();
  await loadAllMessages();
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});
