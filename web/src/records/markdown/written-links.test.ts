import { expect, it } from 'vitest';
import { withLinks, withoutLinks } from './written-links';

const ben = 'user/01990000-0000-7000-8000-000000000001';
const bea = 'user/01990000-0000-7000-8000-000000000002';
const acme = 'deal/01990000-0000-7000-8000-000000000003';
const links = { '@Ben': ben, '@Ben Das': bea, '#Acme [new]': acme };

it('writes the longest name that was meant, and no part of another word', () => {
  expect(withLinks('@Ben Das, @Ben: #Acme [new]! @Benno a@Ben', links)).toBe(
    `[@Ben Das](kith:${bea}), [@Ben](kith:${ben}): [Acme \\[new\\]](kith:${acme})! @Benno a@Ben`,
  );
  expect(withLinks('nothing (here)')).toBe('nothing (here)');
});

it('comes back as it was', () => {
  const names: Record<string, string> = { [ben]: 'Ben', [bea]: 'Ben Das', [acme]: 'Acme [new]' };
  const text = '@Ben Das and\n@Ben, #Acme [new]';
  const body = withLinks(text, links);
  expect(withoutLinks(body, (kind, id) => names[`${kind}/${id}`])).toEqual({ text, links });
});

it('leaves what it has no name for, pictures, and a second one of the same name', () => {
  const picture = `![cat](kith:file/01990000-0000-7000-8000-000000000004)`;
  expect(withoutLinks(`${picture} [](kith:${acme})`, () => null).text).toBe(`${picture} [](kith:${acme})`);
  const two = `[@Ben](kith:${ben}) [@Ben](kith:${bea})`;
  expect(withoutLinks(two, () => 'Ben').text).toBe(`@Ben [@Ben](kith:${bea})`);
});
