import { describe, expect, it } from 'vitest';
import { addDraft, changeDraft, draftsOf, optionsOf, problemsOf, slugOf } from './field-options';

const stored = draftsOf([
  { value: 'small', label: 'Small', color: 'red' },
  { value: 'large', label: 'Large', color: null },
]);

describe('choices of a field', () => {
  it('keep their value when they are renamed', () => {
    expect(optionsOf(changeDraft(stored, 'small', { label: ' Tiny ' }))[0]).toEqual({
      value: 'small',
      label: 'Tiny',
      color: 'red',
    });
  });

  it('get a value from their name when they are new', () => {
    const drafts = changeDraft(addDraft(stored, 'a'), 'a', { label: 'Extra large' });
    expect(optionsOf(drafts)[2]?.value).toBe('extra_large');
  });

  it('never share a value', () => {
    let drafts = changeDraft(addDraft(stored, 'a'), 'a', { label: 'Small!' });
    drafts = changeDraft(addDraft(drafts, 'b'), 'b', { label: 'small?' });
    expect(optionsOf(drafts).map((option) => option.value)).toEqual(['small', 'large', 'small_2', 'small_3']);
  });

  it('start in a colour that is still free', () => {
    expect(addDraft(stored, 'a')[2]?.color).toBe('orange');
  });

  it('need a name that no other has', () => {
    const drafts = changeDraft(addDraft(addDraft(stored, 'a'), 'b'), 'a', { label: 'SMALL' });
    expect([...problemsOf(drafts)]).toEqual([
      ['a', 'already_used'],
      ['b', 'required'],
    ]);
  });
});

describe('slugOf', () => {
  it('keeps letters, digits and underscores', () => {
    expect(slugOf('  Shoe size (EU) ')).toBe('shoe_size_eu');
    expect(slugOf('Café')).toBe('cafe');
  });

  it('falls back where a script leaves nothing', () => {
    expect(slugOf('आकार')).toBe('option');
  });
});
