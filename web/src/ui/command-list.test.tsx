import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { CommandList } from './command-list';

const list = (ids: readonly string[], onRun: (id: string) => void) => (
  <CommandList
    label="Find"
    query="mo"
    onQueryChange={() => {}}
    placeholder="Find"
    sections={[{ id: 'records', items: ids.map((id) => ({ id, label: id })) }]}
    onRun={onRun}
    empty="Nothing"
  />
);

it('has something to run whenever it shows something', async () => {
  const run = vi.fn<(id: string) => void>();
  const { rerender } = render(list(['Mohan', 'Monica'], run));
  await userEvent.type(screen.getByRole('combobox'), '{ArrowDown}{Enter}');
  expect(run).toHaveBeenLastCalledWith('Monica');
  rerender(list([], run));
  rerender(list(['Moira'], run));
  await userEvent.type(screen.getByRole('combobox'), '{Enter}');
  expect(run).toHaveBeenLastCalledWith('Moira');
});
