import { expect, it } from 'vitest';
import { fillPlaceholders } from './placeholders';

it('fills in what is known', () => {
  const known = { 'contact.first_name': 'Nandini', 'contact.company': ' ', 'ticket.number': '#7' };
  expect(fillPlaceholders('Hi {{contact.first_name}}, {{ ticket.number }}', known)).toBe('Hi Nandini, #7');
  expect(fillPlaceholders('{{contact.company|your firm}}{{contact.company}}', known)).toBe('your firm');
  expect(fillPlaceholders('{{contact.shoe_size}} {contact}', known)).toBe('{{contact.shoe_size}} {contact}');
});
