import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { messages } from './scripts/messages.ts';

export default defineConfig({
  plugins: [messages(), react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
    // Dates in words depend on the zone; the tests state theirs once.
    env: { TZ: 'Asia/Kolkata' },
  },
});
