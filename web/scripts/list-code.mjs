// Writes down which files the pages consist of: the worker fetches them ahead, so that all screens open without
// a network, and drops those of earlier releases.
import { readdirSync, writeFileSync } from 'node:fs';

const code = readdirSync('dist/assets').filter((name) => /\.(?:js|css|woff2)$/.test(name));
const others = readdirSync('dist/icons').map((name) => `/icons/${name}`);
writeFileSync(
  'dist/code.json',
  JSON.stringify([...code.map((name) => `/assets/${name}`), ...others, '/favicon.svg']),
);
