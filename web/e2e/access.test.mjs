import { mkdir } from 'node:fs/promises';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { journeys, results } from './harness/journeys.mjs';
import { engines } from './harness/server.mjs';

/** Every main screen: where it is, what says that it is there, and what is opened over it. */
const screens = [
  { name: 'home', path: '/', ready: (page) => page.getByRole('heading', { name: 'Lead sources' }) },
  {
    name: 'activity',
    path: async (admin) => {
      // A note names what it hangs on, as a link within its line.
      const { id } = await admin.api.find('campaigns', 'Festive Cashback Promo');
      const record = { kind: 'campaign', id };
      await admin.api.post('/notes', { body: 'Texts are with the lawyer', record });
      return '/activity';
    },
    ready: (page) => page.getByRole('heading', { name: /^Today/ }),
  },
  {
    name: 'home-days',
    path: '/?period=year',
    ready: (page) => page.getByRole('link', { name: /a year before/ }).last(),
    opens: async (page) => {
      await page.getByRole('button', { name: /^Days:/ }).click();
      await page.getByRole('gridcell').first().waitFor();
    },
  },
  {
    name: 'home-people',
    path: '/?owner=me',
    ready: (page) => page.getByRole('heading', { name: 'Lead sources' }),
    opens: async (page) => {
      await page.getByRole('button', { name: /^Whose figures/ }).click();
      await page.getByRole('option', { name: 'Everyone' }).waitFor();
    },
  },
  {
    name: 'home-lost',
    path: '/?from=2025-02-30',
    ready: (page) => page.getByRole('button', { name: 'Show this month of everyone' }),
  },
  { name: 'reports', path: '/reports', ready: (page) => page.getByRole('link', { name: 'Lead funnel' }) },
  {
    name: 'report',
    path: '/reports/lead_conversion',
    ready: (page) => page.getByRole('rowheader', { name: 'Total' }),
    opens: async (page) => {
      await page.getByRole('button', { name: /^Period:/ }).click();
      await page.getByRole('gridcell').first().waitFor();
    },
  },
  {
    name: 'report-curve',
    path: '/reports/lead_conversion?by=created_at%3Amonth',
    ready: (page) => page.getByRole('rowheader', { name: 'Total' }),
  },
  {
    name: 'report-builder',
    path: '/reports/new?kind=leads&groups=%5B%22source%22%2C%22stage%22%5D&chart=stacked',
    ready: (page) => page.getByRole('rowheader', { name: 'Total' }),
  },
  { name: 'leads', path: '/leads', ready: (page) => page.getByText('Mohan Rao').first() },
  { name: 'deals', path: '/deals', ready: (page) => page.getByRole('heading', { name: 'Deals' }) },
  {
    name: 'board',
    path: '/deals?layout=board',
    ready: (page) => page.getByRole('region', { name: /^New/ }),
  },
  {
    name: 'board-move',
    path: '/deals?layout=board&q=Techverse+setup',
    ready: (page) => page.getByRole('region', { name: /^New/ }),
    opens: async (page, phone) => {
      // A phone shows one stage at a time.
      if (phone) {
        await page.getByRole('navigation', { name: 'Stages' }).locator('[aria-haspopup]').click();
        await page.getByRole('menuitem', { name: 'Negotiation' }).click();
      }
      await page.getByRole('button', { name: 'Actions for Techverse setup' }).click();
      await page.getByRole('menuitem', { name: 'Move to…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^New/ }).waitFor();
    },
  },
  { name: 'contacts', path: '/contacts', ready: (page) => page.getByRole('heading', { name: 'Contacts' }) },
  {
    name: 'companies',
    path: '/companies',
    ready: (page) => page.getByRole('heading', { name: 'Companies' }),
  },
  { name: 'tasks', path: '/tasks', ready: (page) => page.getByRole('heading', { name: 'Tasks' }) },
  {
    name: 'new-contact',
    path: '/contacts',
    ready: (page) => page.getByRole('heading', { name: 'Contacts' }),
    opens: async (page, phone) => {
      if (phone) {
        await page.getByRole('button', { name: 'Create' }).click();
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /contact/i })
          .click();
      } else await page.getByRole('button', { name: 'New contact' }).click();
      await page.getByLabel('First name').waitFor();
    },
  },
  {
    name: 'lead',
    path: async (admin) => `/leads/${(await admin.api.find('leads', 'Rahul Goyal')).id}`,
    ready: (page) => page.getByRole('heading', { name: 'Rahul Goyal' }),
  },
  {
    name: 'convert',
    path: async (admin) => `/leads/${(await admin.api.find('leads', 'Rahul Goyal')).id}`,
    ready: (page) => page.getByRole('heading', { name: 'Rahul Goyal' }),
    opens: async (page, phone) => {
      if (phone) {
        await page.getByRole('button', { name: 'More actions' }).click();
        await page.getByRole('menuitem', { name: 'Convert' }).click();
      } else await page.getByRole('button', { name: 'Convert', exact: true }).click();
      await page.getByRole('dialog').getByText('Same domain').waitFor();
    },
  },
  {
    name: 'converted-lead',
    path: async (admin) => {
      const { id } = await admin.api.post('/leads', { first_name: 'Sana', company_name: 'Sana Looms' });
      await admin.api.post(`/leads/${id}/convert`, { company: {}, deal: {}, tasks: 'move' });
      return `/leads/${id}`;
    },
    ready: (page) => page.getByText(/^Converted into/),
  },
  {
    name: 'campaign',
    path: async (admin) => {
      const { id } = await admin.api.find('campaigns', 'Festive Cashback Promo');
      const list = [{ text: 'Consent texts reviewed', done: true }, { text: 'Opt-out link tested' }];
      await admin.api.patch(`/campaigns/${id}`, { compliance_checklist: list });
      return `/campaigns/${id}`;
    },
    ready: (page) => page.getByRole('region', { name: 'Leads per stage' }),
  },
  { name: 'campaigns', path: '/campaigns', ready: (page) => page.getByText('Launch Sprint 2025').first() },
  {
    name: 'deal',
    path: async (admin) => `/deals/${(await admin.api.get('/deals')).data[0].id}`,
    ready: (page) => page.getByRole('tab', { name: 'Timeline' }),
  },
  { name: 'trash', path: '/leads/trash', ready: (page) => page.getByRole('heading', { name: /Trash/ }) },
  { name: 'import', path: '/contacts/import', ready: (page) => page.getByText('Choose a file').first() },
  {
    name: 'palette',
    path: '/',
    ready: (page) => page.getByRole('heading', { name: 'Lead sources' }),
    opens: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').waitFor();
    },
  },
  ...['profile', 'workspace', 'users', 'roles', 'teams', 'fields', 'tags', 'pipelines', 'currencies'].map(
    (section) => ({
      name: `settings-${section}`,
      path: `/settings/${section}`,
      ready: (page) => page.locator('main h1').first(),
    }),
  ),
  {
    name: 'settings-role',
    path: '/settings/roles',
    ready: (page) => page.getByRole('button', { name: 'Sales', exact: true }),
    opens: (page) => page.getByRole('button', { name: 'Sales', exact: true }).click(),
  },
  {
    name: 'settings-invite',
    path: '/settings/users',
    ready: (page) => page.getByRole('button', { name: 'Invite somebody' }),
    opens: (page) => page.getByRole('button', { name: 'Invite somebody' }).click(),
  },
  { name: 'nowhere', path: '/nothing-is-here', ready: (page) => page.getByRole('heading').first() },
];

const widths = { desktop: 1440, phone: 360 };

const gates = [
  { name: 'sign-in', path: '/sign-in', ready: (page) => page.getByRole('button', { name: 'Sign in' }) },
  { name: 'register', path: '/register', ready: (page) => page.getByLabel('Workspace name') },
  { name: 'forgot', path: '/forgot', ready: (page) => page.getByRole('button', { name: 'Send the link' }) },
];

// What a page looks like does not depend on the database, so once is enough.
journeys(
  'For everybody',
  (journey) => {
    for (const size of ['desktop', 'phone']) {
      for (const screen of [...screens, ...gates]) {
        journey(`${screen.name} ${widths[size]}`, async ({ open, admin }) => {
          const path = typeof screen.path === 'string' ? screen.path : await screen.path(admin);
          const signedOut = gates.includes(screen);
          const page = await open({ path, size, ...(signedOut && { person: null }) });
          await screen.ready(page).waitFor();
          await screen.opens?.(page, size === 'phone');
          await page.waitForLoadState('networkidle');
          await mkdir(results, { recursive: true });
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme });
            const look = `${screen.name} ${widths[size]} ${colorScheme}`;
            await page.screenshot({ path: `${results}${look.replaceAll(' ', '-')}.png` });
            await checkAccessible(page, look);
            await checkFolds(page, look);
          }
        });
      }
    }
  },
  { on: engines.slice(0, 1) },
);
