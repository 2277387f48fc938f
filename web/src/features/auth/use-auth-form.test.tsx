import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ProblemError } from '@/api/problem-error';
import { FormFailure } from './form-failure';
import { useAuthForm } from './use-auth-form';

interface ExampleProps {
  submit: (values: { email: string; password: string }) => Promise<void>;
}

function Example({ submit }: ExampleProps) {
  const form = useAuthForm({
    names: ['email', 'password'],
    check: ({ email }) => ({ email: email === '' ? 'Needed' : undefined }),
    submit,
    explain: (problem) => (problem.code === 'suspended' ? 'Suspended' : undefined),
  });
  return (
    <form {...form.formProps}>
      <FormFailure text={form.failure} />
      <input aria-label="Email" name="email" />
      <p>{form.errors.email}</p>
      <input aria-label="Password" name="password" />
      <p>{form.errors.password}</p>
      <button type="submit">Send</button>
    </form>
  );
}

const send = () => userEvent.click(screen.getByRole('button', { name: 'Send' }));

it('does not ask the server while a value is plainly wrong', async () => {
  const submit = vi.fn(() => Promise.resolve());
  render(<Example submit={submit} />);
  await send();
  expect(submit).not.toHaveBeenCalled();
  expect(screen.getByLabelText('Email')).toHaveFocus();
  await userEvent.type(screen.getByLabelText('Email'), 'a');
  expect(screen.queryByText('Needed')).toBeNull();
});

it('puts what the server refused beside its field, and the focus there', async () => {
  const errors = [{ field: 'password', code: 'breached_password', message: 'No' }];
  render(<Example submit={() => Promise.reject(new ProblemError({ status: 422, errors }))} />);
  await userEvent.type(screen.getByLabelText('Email'), 'a@b.co');
  await send();
  expect(screen.getByText(/known from a leak/)).toBeVisible();
  expect(screen.getByLabelText('Password')).toHaveFocus();
});

it('explains a refusal of the whole', async () => {
  render(<Example submit={() => Promise.reject(new ProblemError({ status: 403, code: 'suspended' }))} />);
  await userEvent.type(screen.getByLabelText('Email'), 'a@b.co');
  await send();
  expect(screen.getByRole('alert')).toHaveTextContent('Suspended');
});

it('counts down while the server wants to be left alone', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const submit = vi.fn(() => Promise.reject(new ProblemError({ status: 429, code: 'too_many_requests' }, 2)));
  render(<Example submit={submit} />);
  await userEvent.type(screen.getByLabelText('Email'), 'a@b.co');
  await send();
  expect(screen.getByRole('alert')).toHaveTextContent('in 2 seconds');
  await send();
  expect(submit).toHaveBeenCalledOnce();
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(screen.getByRole('alert')).toHaveTextContent('in 1 second.');
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(screen.getByRole('alert')).toBeEmptyDOMElement();
  vi.useRealTimers();
});
