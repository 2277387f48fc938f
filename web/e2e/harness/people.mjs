import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from './api.mjs';

export const password = 'correct horse battery 42';

let count = 0;

/** An address nobody has used, even when the database is shared with other runs. */
export const freshEmail = (name) => `${name}-${Date.now().toString(36)}-${(count += 1)}@kith.example`;

/** Makes a workspace over the API and signs in its administrator. */
export async function registerAdmin(url, sampleData = true) {
  const api = new Api(url);
  const email = freshEmail('ana');
  await api.post('/auth/register', {
    workspace: 'Banyan Works',
    name: 'Ananya Iyer',
    email,
    password,
    currency: 'INR',
    time_zone: 'Asia/Kolkata',
    locale: 'en',
    sample_data: sampleData,
  });
  return { api, email, name: 'Ananya Iyer' };
}

/** Signs in whom `kith demo` made the administrator of its workspace. */
export async function demoAdmin(url) {
  const api = new Api(url);
  await api.post('/auth/session', { email: 'demo@kith.example', password: 'quiet river at noon' });
  return { api, email: 'demo@kith.example', name: 'Ananya Iyer' };
}

/** Invites somebody with a role and accepts with the link of the mail. */
export async function joinAs({ server, admin }, name, roleKey) {
  const { data: roles } = await admin.api.get('/roles?limit=200');
  const role = roles.find(({ key }) => key === roleKey);
  const email = freshEmail(name.split(' ')[0].toLowerCase());
  await admin.api.post('/invitations', { email, name, role_ids: [role.id] });
  const link = await invitationLink(server.folder, email);
  const token = link.split('/').at(-1);
  const api = new Api(server.url);
  await api.post('/invitations/accept', { token, name, password });
  return { api, email, name };
}

/**
 * Without a mail server Kith keeps mails as files in its outbox. Answers the address in the mail, without the host;
 * with `under` one that begins so.
 */
export async function invitationLink(folder, email, { under = '/', patience = 10_000 } = {}) {
  const link = new RegExp(`https?://[^/\\s]+(${under}\\S+)`);
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const files = await readdir(join(folder, 'outbox')).catch(() => []);
    for (const file of files) {
      const mail = await readFile(join(folder, 'outbox', file), 'utf8').catch(() => '');
      // Quoted-printable breaks long lines with a sign of equality at their end.
      const text = mail.replace(/=\r?\n/g, '');
      const found = text.includes(email) ? link.exec(text) : null;
      if (found) return found[1];
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No link for ${email} lies in the outbox.`);
}
