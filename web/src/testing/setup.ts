import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { startMessages } from '@/i18n/languages';

beforeEach(() => startMessages());
afterEach(() => {
  cleanup();
  localStorage.clear();
});
