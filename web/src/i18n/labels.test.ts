import { afterEach, expect, it } from 'vitest';
import { addWords } from './catalogue';
import { kindLabel, optionLabel } from './labels';
import { activateLanguage } from './languages';
import { t } from './t';

const lead = { key: 'lead', label: 'Lead', label_plural: 'Leads' };

afterEach(() => activateLanguage('en'));

it('takes the words of the server where the catalogue has none', async () => {
  expect(kindLabel(lead)).toBe('Leads');
  await activateLanguage('hi');
  expect(kindLabel(lead)).toBe('लीड');
  expect(optionLabel(lead, { key: 'stage', label: 'Stage' }, { value: 'odd', label: 'Our own stage' })).toBe(
    'Our own stage',
  );
});

it('falls back to English for what a language does not say yet', async () => {
  addWords({ 'shortcuts.then': 'then' });
  await activateLanguage('de');
  addWords({ 'shell.home': 'Home', 'shortcuts.title': 'Keyboard shortcuts' });
  expect(t('shell.home')).toBe('Start');
  expect(t('shortcuts.then')).toBe('then');
  expect(t('shortcuts.title')).toBe('Keyboard shortcuts');
  expect(document.documentElement.lang).toBe('de');
});
