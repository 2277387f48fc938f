import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const binary = process.env.KITH_BIN ?? fileURLToPath(new URL('../../../target/debug/kith', import.meta.url));

/** Where the journeys run: always on the embedded database, and on PostgreSQL when there is one. */
export const engines = [
  { name: 'SQLite', databaseUrl: undefined },
  ...(process.env.KITH_TEST_DATABASE_URL
    ? [{ name: 'PostgreSQL', databaseUrl: process.env.KITH_TEST_DATABASE_URL }]
    : []),
];

/** Starts Kith as a person would, on a free port, with nothing in its folder and database, and waits until it serves. */
export async function startServer({ databaseUrl, demo = 0 }) {
  const database = databaseUrl && (await freshDatabase(databaseUrl));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'kith-e2e-'));
  const env = {
    PATH: process.env.PATH,
    KITH_LISTEN: `127.0.0.1:${port}`,
    KITH_DATA_DIR: folder,
    KITH_PUBLIC_URL: url,
    KITH_LOG: 'warn',
    KITH_RATE_LIMIT: '0',
    // Some journeys make a second workspace.
    KITH_OPEN_REGISTRATION: 'true',
    // The push service of some is here.
    KITH_PUSH_PRIVATE: 'true',
    ...(database && { KITH_DATABASE_URL: database.url }),
  };
  if (demo > 0) await run(binary, ['demo', '--contacts', String(demo)], { cwd: folder, env });
  const child = spawn(binary, ['serve'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const keep = (chunk) => {
    log = (log + chunk).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', (error) => resolve(error));
  });

  const stop = async () => {
    if (child.exitCode === null && child.pid) child.kill('SIGTERM');
    await ended;
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, ended);
  } catch (error) {
    await stop();
    throw new Error(`Kith did not start: ${error.message}\n${log}`, { cause: error });
  }
  return { url, folder, log: () => log, stop };
}

/** A database of its own on a PostgreSQL server: what one run leaves, and its limits on attempts, touch no other. */
async function freshDatabase(server) {
  const name = `kith_e2e_${process.pid}_${Date.now().toString(36)}`;
  const ask = (sql) => run('psql', ['--no-psqlrc', '--quiet', '--command', sql, server]);
  await ask(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function ready(url, ended) {
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (gone) throw new Error('the process ended');
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it was not ready within 30 seconds');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
