import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Checkbox } from './checkbox';

it('toggles with click and Space but not with Enter', async () => {
  const change = vi.fn();
  render(<Checkbox aria-label="Done" checked={false} onCheckedChange={change} />);
  const box = screen.getByRole('checkbox', { name: 'Done' });
  await userEvent.click(box);
  await userEvent.keyboard(' ');
  await userEvent.keyboard('{Enter}');
  expect(change.mock.calls).toEqual([[true], [true]]);
});

it('says when only a part is ticked, and then ticks all', async () => {
  const change = vi.fn();
  render(<Checkbox aria-label="All" checked="indeterminate" onCheckedChange={change} />);
  const box = screen.getByRole('checkbox', { name: 'All' });
  expect(box).toBePartiallyChecked();
  await userEvent.click(box);
  expect(change).toHaveBeenCalledWith(true);
});
