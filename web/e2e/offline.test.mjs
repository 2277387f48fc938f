import { journeys } from './harness/journeys.mjs';

journeys('Without a network', (journey) => {
  journey('what is here stays readable, and says so', async ({ open }) => {
    const page = await open({ path: '/leads' });
    await page.getByRole('link', { name: 'Rahul Goyal' }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline. What is already here stays readable.').waitFor();
    await page.getByRole('link', { name: 'Rahul Goyal' }).waitFor();
    await page.context().setOffline(false);
    await page
      .getByText('You are offline. What is already here stays readable.')
      .waitFor({ state: 'detached' });
  });

  journey('a page that cannot load says why and tries again', async ({ open }) => {
    const page = await open({ path: '/settings/profile' });
    await page.route('**/api/v1/tags*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/internal',
          title: 'Internal',
          status: 500,
          code: 'internal',
        }),
      }),
    );
    await page.getByRole('link', { name: 'Tags' }).click();
    await page.getByText('Something went wrong').waitFor();
    await page.unroute('**/api/v1/tags*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('textbox', { name: 'New tag' }).waitFor();
    await page.getByText('Something went wrong').waitFor({ state: 'detached' });
  });
});
