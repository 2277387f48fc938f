// Gzips what a page loads and fails when it is over its budget. Reads Vite's manifest of the last build.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));

const size = async (file) => gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length / 1024;

/** A chunk with everything it imports before it runs. */
function closure(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    closure(manifest[key].imports ?? [], seen);
  }
  return seen;
}

const dynamic = (part) => {
  const found = Object.keys(manifest).filter((key) => key.includes(part) && manifest[key].isDynamicEntry);
  if (found.length === 0) throw new Error(`No chunk of the build is named after ${part}.`);
  return found;
};
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shell = closure([entry, ...dynamic('routes/_app.tsx')]);
const gate = closure([entry]);
// These come with every page, right after the shell and out of the way of its first paint.
const base = closure([...shell, ...dynamic('app/toasts.tsx'), ...dynamic('shell/shell-extras.tsx')]);

const styles = new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []));
const sum = async (keys) => {
  let total = 0;
  for (const key of keys) if (manifest[key].file.endsWith('.js')) total += await size(manifest[key].file);
  return total;
};
const beyond = async (base, ...parts) =>
  sum([...closure(parts.flatMap(dynamic))].filter((key) => !base.has(key)));

// English words are counted with the code that says them.
const rows = [
  // Six more than first meant: the palette's keys answer from the first moment, and the router knows the
  // addresses of reports, forms and sequences.
  // And two for the inbox and its settings: their addresses, and the icons of their entries.
  // And two for what waits without a network: the banner, and where changes are kept that cannot be sent.
  // And one for the calendar, the day and the centre of notifications: their addresses and entries.
  ['entry and shell', await sum(shell), 151],
  ['styles', (await Promise.all([...styles].map(size))).reduce((total, part) => total + part, 0), 20],
  ['sign-in', await beyond(gate, 'routes/_gate/sign-in.tsx'), 10],
  // Eighteen more than first meant: days and people are chosen here with the parts that lists choose filters with.
  // Each figure links to such a list, so they are needed a moment later anyway.
  ['dashboard', await beyond(base, 'routes/_app/index.tsx'), 36],
  ['list', await beyond(base, 'routes/_app/$plural.index.tsx'), 65],
  // Eight more than first meant: the timeline, its composer, every inline editor's frame, checklists and
  // a campaign's figures stand on this page, and it is only loaded behind a list.
  // And four for the queue, which shares the timeline, the facts and the buttons that call: they lie in
  // files of their own now, which gzip less well than one.
  // And one for files: their line in the timeline, and what loads the rest when they are looked at or dropped.
  // And one for what comes again: its rule is said in words.
  // And one for threads and reactions under notes.
  // And four for the words of the page and its timeline, which came with the first page before.
  // And one for those who come to a meeting, of whom each task knows.
  ['record page', await beyond(base, 'routes/_app/$plural.$id.tsx'), 82],
];
const list = closure([...base, ...dynamic('routes/_app/$plural.index.tsx')]);
// Whoever opens the board has come by the list of deals. What the two shared with the dialogs is counted here
// since the list loads its dialogs when they open.
rows.push(['board', await beyond(list, 'board/deal-board.tsx', 'board/board-tools.tsx'), 43]);
// The palette stands on Radix's dialog, which every dialog shares.
const dialog = closure([...list, ...dynamic('ui/dialog-panel.tsx')]);
rows.push(['palette', await beyond(dialog, 'commands/palette.tsx', 'ui/command-list.tsx'), 9]);

const counted = new Set([...list, ...dynamic('routes/_app/$plural.$id.tsx')]);
for (const [key, chunk] of Object.entries(manifest)) {
  if (chunk.file.endsWith('.js') && !counted.has(key)) {
    const kilobytes = await size(chunk.file);
    if (kilobytes > 60) rows.push([chunk.file, kilobytes, /chart/.test(chunk.file) ? 135 : 60]);
  }
}

let over = false;
for (const [name, exact, budget] of rows) {
  const kilobytes = Math.round(exact * 10) / 10;
  const mark = kilobytes > budget ? 'OVER' : 'ok';
  if (kilobytes > budget) over = true;
  console.log(`${mark.padEnd(5)} ${name.padEnd(18)} ${kilobytes.toFixed(1).padStart(7)} of ${budget} KB`);
}
if (over) process.exit(1);
