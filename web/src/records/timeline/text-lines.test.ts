import { describe, expect, it } from 'vitest';
import { linkParts, splitSubject } from './text-lines';

describe('splitSubject', () => {
  it('takes the first line as the subject', () => {
    expect(splitSubject('  Call back\n\nAbout the quote ')).toEqual({
      subject: 'Call back',
      rest: 'About the quote',
    });
    expect(splitSubject('Only this')).toEqual({ subject: 'Only this', rest: '' });
  });

  it('loses nothing of a first line that is too long', () => {
    const { subject, rest } = splitSubject('a'.repeat(300));
    expect(subject).toHaveLength(200);
    expect(rest).toHaveLength(300);
  });
});

describe('linkParts', () => {
  it('links addresses and leaves the full stop outside', () => {
    expect(linkParts('See https://kith.example/a?b=1. Or ask ana@kith.example, please')).toEqual([
      { text: 'See ' },
      { text: 'https://kith.example/a?b=1', href: 'https://kith.example/a?b=1' },
      { text: '. Or ask ' },
      { text: 'ana@kith.example', href: 'mailto:ana@kith.example' },
      { text: ', please' },
    ]);
    expect(linkParts('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }]);
  });
});
