import { compileMessage } from '@lingui/message-utils/compileMessage';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/**
 * Compiles the ICU text of src/i18n/<locale>/*.json while bundling, so that the browser
 * never carries the message parser. The result stays JSON, which keeps the types of the files.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'kith-compiled-messages',
    enforce: 'pre',
    async load(id) {
      if (!/[\\/]src[\\/]i18n[\\/][a-z]{2}[\\/][a-z]+\.json$/.test(id)) return null;
      const messages = JSON.parse(await readFile(id, 'utf8')) as Record<string, string>;
      const compiled = Object.entries(messages).map(([key, text]) => [key, compileMessage(text)]);
      return JSON.stringify(Object.fromEntries(compiled));
    },
  };
}
