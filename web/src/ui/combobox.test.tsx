import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeAll, expect, it, vi } from 'vitest';
import { Combobox, type ComboboxOption } from './combobox';

const options: ComboboxOption[] = [
  { value: 'hu', label: 'Zsófia Halmos' },
  { value: 'in', label: 'Rahul Goyal' },
];

beforeAll(() => {
  Element.prototype.scrollIntoView = vi.fn();
});

function Example({ multiple = false }: { multiple?: boolean }) {
  const [selected, setSelected] = useState<ComboboxOption[]>([]);
  return (
    <Combobox
      label="Owner"
      multiple={multiple}
      selected={selected}
      onChange={setSelected}
      options={options}
      placeholder="Nobody"
      searchPlaceholder="Search people"
      emptyLabel="No match"
      clearLabel="Clear owner"
    />
  );
}

it('finds without accents, chooses with Enter and closes', async () => {
  render(<Example />);
  await userEvent.click(screen.getByRole('combobox'));
  await userEvent.type(await screen.findByPlaceholderText('Search people'), 'zsofia');
  expect(screen.getAllByRole('option')).toHaveLength(1);
  await userEvent.keyboard('{Enter}');
  expect(screen.getByRole('combobox')).toHaveTextContent('Zsófia Halmos');
  expect(screen.queryByRole('option')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Clear owner' }));
  expect(screen.getByRole('combobox')).toHaveTextContent('Nobody');
});

it('stays open for several, and takes one back', async () => {
  render(<Example multiple />);
  await userEvent.click(screen.getByRole('combobox'));
  await userEvent.click(await screen.findByRole('option', { name: 'Zsófia Halmos' }));
  await userEvent.click(screen.getByRole('option', { name: 'Rahul Goyal' }));
  await userEvent.click(screen.getByRole('option', { name: 'Zsófia Halmos' }));
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('combobox')).toHaveTextContent('Rahul Goyal');
});
