import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../scripts/mail-servers.py', import.meta.url));

/** Dovecot and an SMTP server on loopback. Whoever mail is for has a mailbox there, with the password "secret". */
export async function startMailServers() {
  const child = spawn('/usr/bin/python3', [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const told = await lines.next();
  if (told.done) throw new Error('The mail servers did not start; scripts/setup.sh test installs them.');
  const ports = JSON.parse(told.value);
  const folder = await mkdtemp(join(tmpdir(), 'kith-mail-e2e-'));
  return {
    ...ports,
    /** Puts a message into somebody's mailbox. */
    async deliver(address, message) {
      const path = join(folder, 'message');
      await writeFile(path, message.replaceAll('\n', '\r\n'), { mode: 0o644 });
      // They run as somebody else.
      await chmod(folder, 0o755);
      child.stdin.write(`${address} ${path}\n`);
      await lines.next();
    },
    /** Sends a message by SMTP, as a customer's mail program does. */
    send: (from, to, message) => sendBySmtp(ports.smtp, from, to, message.replaceAll('\n', '\r\n')),
    /** What is in somebody's mailbox, header lines unfolded. */
    async messages(address) {
      const found = [];
      for (const part of ['new', 'cur']) {
        const box = join(ports.folder, 'mail', address, part);
        const names = await readdir(box).catch(() => []);
        for (const name of names) found.push(await readFile(join(box, name), 'utf8'));
      }
      return found.map((text) => text.replaceAll('\r\n', '\n').replaceAll(/\n[ \t]+/g, ' '));
    },
    async stop() {
      child.stdin.end();
      await new Promise((resolve) => child.once('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function sendBySmtp(port, from, to, message) {
  const socket = connect(port, '127.0.0.1');
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  const expect = async (code) => {
    for (;;) {
      const { value, done } = await answers.next();
      if (done || !value.startsWith(String(code))) throw new Error(`The SMTP server says: ${value}`);
      if (value[3] !== '-') return;
    }
  };
  await expect(220);
  for (const [line, code] of [
    ['EHLO customer.test', 250],
    [`MAIL FROM:<${from}>`, 250],
    [`RCPT TO:<${to}>`, 250],
    ['DATA', 354],
    [`${message}\r\n.`, 250],
    ['QUIT', 221],
  ]) {
    socket.write(`${line}\r\n`);
    await expect(code);
  }
  socket.end();
}
