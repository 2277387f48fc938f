// Every message that the source asks for exists, every English message is used,
// and the other languages have no message that English lacks.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { saidMessages } from './said-messages.mjs';

const source = new URL('../src', import.meta.url).pathname;
const messages = join(source, 'i18n');

const files = (await readdir(source, { recursive: true })).filter((name) =>
  /(?<!\.test|\.gen|\.d)\.tsx?$/.test(name),
);
const code = (await Promise.all(files.map((name) => readFile(join(source, name), 'utf8')))).join('\n');

const english = await idsOf('en');
const problems = [];

const said = saidMessages(code, english);
for (const id of english.keys()) if (!said.has(id)) problems.push(`never used: ${id}`);

// The calls of t are typed; this finds what a cast or a lookup by string would hide.
for (const match of code.matchAll(/\bt\(\s*'([^']+)'/g)) {
  if (!english.has(match[1])) problems.push(`used, but not in English: ${match[1]}`);
}

for (const language of ['hi', 'de']) {
  for (const id of (await idsOf(language)).keys()) {
    // Labels of kinds, fields and options come from the server in English.
    if (!english.has(id) && !/^(?:kind|field|option)\./.test(id)) problems.push(`only in ${language}: ${id}`);
  }
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`${english.size} messages, each used.`);

async function idsOf(language) {
  const ids = new Map();
  for (const name of await readdir(join(messages, language))) {
    const area = JSON.parse(await readFile(join(messages, language, name), 'utf8'));
    for (const [id, text] of Object.entries(area)) {
      if (ids.has(id)) problems.push(`twice in ${language}: ${id}`);
      ids.set(id, text);
    }
  }
  return ids;
}
