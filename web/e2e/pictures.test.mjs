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
  { name: 'report', path: '/reports/revenue', ready: (page) => page.getByRole('table', { name: 'Revenue' }) },
];

journeys(
  'Pictures',
  (journey) => {
    for (const { name, path, ready } of pictures) {
      journey(name, async ({ open, admin }) => {
        const page = await open({ path: typeof path === 'string' ? path : await path(admin.api) });
        await ready(page).waitFor();
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ animations: 'disabled', ...(folder && { path: `${folder}${name}.png` }) });
      });
    }
  },
  { demo: 400, on: engines.slice(0, 1) },
);
