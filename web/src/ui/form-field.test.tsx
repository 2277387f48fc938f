import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FormField } from './form-field';
import { Input } from './input';

it('ties label, hint and error to the control', () => {
  const { rerender } = render(
    <FormField label="Email" hint="For work" required>
      {(control) => <Input {...control} />}
    </FormField>,
  );
  const input = screen.getByLabelText('Email');
  expect(input).toHaveAccessibleDescription('For work');
  expect(input).toBeRequired();
  expect(input).toBeValid();

  rerender(
    <FormField label="Email" hint="For work" error="Not an address" required>
      {(control) => <Input {...control} />}
    </FormField>,
  );
  expect(screen.getByLabelText('Email')).toBeInvalid();
  expect(screen.getByLabelText('Email')).toHaveAccessibleDescription('Not an address');
});
