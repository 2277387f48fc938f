import { compileMessage } from '@lingui/message-utils/compileMessage';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { saidMessages } from './said-messages.mjs';

const english = new URL('../src/i18n/en/', import.meta.url);
const area = /^\0words:([a-z]+)$/;

/**
 * Compiles the ICU text of src/i18n/<locale>/*.json while bundling, so that the browser
 * never carries the message parser. The result stays JSON, which keeps the types of the files.
 */
function compiledMessages(): Plugin {
  return {
    name: 'kith-compiled-messages',
    enforce: 'pre',
    async load(id) {
      if (!/[\\/]src[\\/]i18n[\\/][a-z]{2}[\\/][a-z]+\.json$/.test(id)) return null;
      return JSON.stringify(compiled(JSON.parse(await readFile(id, 'utf8')) as Record<string, string>));
    },
  };
}

/**
 * Lets each module import the English words it says, an area (a file of src/i18n/en) at a time. So words load with
 * the code that says them and with nothing else, and no code runs before its words are there.
 */
function wordsBesideCode(): Plugin {
  const areas = new Map<string, string>();
  return {
    name: 'kith-words-beside-code',
    buildStart() {
      areas.clear();
      for (const file of readdirSync(english)) {
        for (const id of Object.keys(wordsOf(file))) areas.set(id, file.replace('.json', ''));
      }
    },
    resolveId: (id) => (id.startsWith('words:') ? `\0${id}` : null),
    load(id) {
      const [, name] = area.exec(id) ?? [];
      if (!name) return null;
      this.addWatchFile(new URL(`${name}.json`, english).pathname);
      return `import { addWords } from '@/i18n/catalogue';\naddWords(${JSON.stringify(compiled(wordsOf(`${name}.json`)))});`;
    },
    transform(code, id) {
      if (!/[\\/]src[\\/](?!.*\.test\.).*\.tsx?(?:\?|$)/.test(id)) return null;
      const said = new Set([...saidMessages(code, areas)].map((message) => areas.get(message)));
      if (said.size === 0) return null;
      // At the end, where it moves no line: imports run first wherever they stand.
      const imports = [...said].map((name) => `import 'words:${name}';`);
      return { code: `${code}\n${imports.join('\n')}\n`, map: null };
    },
  };
}

export const messages = (): Plugin[] => [compiledMessages(), wordsBesideCode()];

function wordsOf(file: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(file, english), 'utf8')) as Record<string, string>;
}

function compiled(words: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(words).map(([id, text]) => [id, compileMessage(text)]));
}
