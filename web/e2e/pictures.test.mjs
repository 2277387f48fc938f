import { fileURLToPath } from 'node:url';
import { journeys } from './harness/journeys.mjs';
import { engines } from './harness/server.mjs';

// The pictures of the documentation: taken each time, so that they can be; kept where KITH_PICTURES is set.
const folder = process.env.KITH_PICTURES && fileURLToPath(new URL('../../docs/images/', import.meta.url));

const first =
  (plural, query = '') =>
  async (api) =>
    `/${plural}/${(await api.get(`/${plural}?limit=1${query}`)).data[0].id}`;

const pictures = [
  { name: 'leads', path: '/leads', ready: (page) => page.getByRole('rowheader').first() },
  { name: 'dashboard', path: '/', ready: (page) => page.getByRole('heading', { name: 'Lead sources' }) },
  {
    name: 'board',
    path: '/deals?layout=board',
    ready: (page) => page.getByRole('list', { name: 'Negotiation' }),
  },
  {
    name: 'deal',
    path: first('deals', '&status=open&sort=-amount'),
    ready: (page) => page.getByRole('tab', { name: 'Timeline' }),
  },
  {
    name: 'campaign',
    path: async ({ get }) => {
      const { data } = await get('/campaigns?limit=10&sort=-starts_on&status=completed');
      return `/campaigns/${data[3].id}`;
    },
    ready: (page) => page.getByRole('region', { name: 'Over time' }),
  },
  {
    name: 'forecast',
    path: '/deals?layout=forecast',
    ready: (page) => page.getByRole('heading', { name: /what changed since last week$/ }),
  },
  {
    name: 'calendar',
    path: '/deals?layout=calendar',
    ready: (page) => page.getByText('Without a day'),
  },
  { name: 'queue', path: '/queue', ready: (page) => page.getByRole('button', { name: /^Plan next/ }) },
  {
    name: 'scoring',
    path: '/settings/scoring',
    ready: (page) => page.getByRole('heading', { name: 'Who the lead is' }),
  },
  {
    name: 'files',
    path: async (api) => `${await first('deals', '&status=open&sort=-amount')(api)}?tab=files`,
    ready: (page) => page.getByRole('tab', { name: 'Files 3' }),
    prepare: async (page) => {
      const photo = await page.screenshot({ clip: { x: 0, y: 0, width: 640, height: 640 } });
      await page
        .getByLabel('Add files', { exact: true })
        .first()
        .setInputFiles([
          {
            name: 'Offer 2026-014.pdf',
            mimeType: 'application/pdf',
            buffer: Buffer.from(`%PDF-1.7\n${'%'.repeat(48_000)}`),
          },
          { name: 'Shop front.png', mimeType: 'image/png', buffer: photo },
          {
            name: 'What they asked for.txt',
            mimeType: 'text/plain',
            buffer: Buffer.from('Blue, in three sizes.\n'),
          },
        ]);
    },
  },
  {
    name: 'support',
    path: '/inbox',
    ready: (page) => page.getByRole('region', { name: 'Conversation' }),
  },
  {
    name: 'my-day',
    path: '/my-day',
    ready: (page) => page.getByRole('region', { name: /Next seven days/ }),
  },
  {
    name: 'mailbox',
    path: '/settings/mailboxes',
    ready: (page) => page.getByRole('dialog'),
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Add a mailbox' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name', { exact: true }).fill('Support');
      await dialog.getByLabel('E-mail address').fill('help@banyan.example');
      await dialog.getByLabel('Server').first().fill('imap.banyan.example');
      await dialog.getByLabel('Port').first().fill('993');
    },
  },
  {
    name: 'notifications',
    path: '/settings/notifications',
    // Pushes need one.
    worker: true,
    prepare: (page) => page.getByRole('combobox').first().waitFor(),
    ready: (page) => page.getByRole('button', { name: 'Turn on here' }),
  },
  { name: 'report', path: '/reports/revenue', ready: (page) => page.getByRole('table', { name: 'Revenue' }) },
];

journeys(
  'Pictures',
  (journey) => {
    for (const { name, path, ready, prepare, worker } of pictures) {
      journey(name, async ({ open, admin }) => {
        const page = await open({ path: typeof path === 'string' ? path : await path(admin.api), worker });
        await prepare?.(page);
        await ready(page).waitFor();
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ animations: 'disabled', ...(folder && { path: `${folder}${name}.png` }) });
      });
    }
  },
  { demo: 400, on: engines.slice(0, 1) },
);
