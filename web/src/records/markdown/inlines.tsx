import type { Token, Tokens } from 'marked';
import type { ReactNode } from 'react';
import { NotePicture } from './note-picture';
import { decode, namedIn, safeAddress } from './parse';
import { PersonName } from './person-name';
import { RecordName } from './record-name';
import { TickBox } from './tick-box';

/** Words, with what is emphasised, named and linked among them. */
export function Inlines({ tokens }: { tokens: readonly Token[] }): ReactNode {
  return tokens.map((token, index) => <Inline key={index} token={token as Tokens.Generic} />);
}

function Inline({ token }: { token: Tokens.Generic }): ReactNode {
  const inner = <Inlines tokens={token.tokens ?? []} />;
  switch (token.type) {
    case 'strong':
      return <strong className="font-semibold">{inner}</strong>;
    case 'em':
      return <em>{inner}</em>;
    case 'del':
      return <del>{inner}</del>;
    case 'codespan':
      return <code className="rounded-tag bg-sunken px-1 py-px font-mono text-[0.9em]">{token['text']}</code>;
    case 'br':
      return <br />;
    case 'checkbox':
      return <TickBox token={token} />;
    case 'link':
      return <Linked token={token as Tokens.Link} />;
    case 'image':
      return <Pictured token={token as Tokens.Image} />;
    case 'text':
      return token.tokens ? inner : decode(String(token['text']));
    case 'escape':
      return token['text'];
    default:
      return token.raw;
  }
}

function Linked({ token }: { token: Tokens.Link }): ReactNode {
  const named = namedIn(token.href);
  if (named?.kind === 'user') return <PersonName id={named.id} written={decode(token.text)} />;
  if (named) return <RecordName kind={named.kind} id={named.id} />;
  return <Leading address={token.href}>{<Inlines tokens={token.tokens} />}</Leading>;
}

/** Pictures of Kith's own are shown; one from elsewhere would tell a stranger who reads, and when. */
function Pictured({ token }: { token: Tokens.Image }): ReactNode {
  const named = namedIn(token.href);
  const alt = decode(token.text);
  if (named?.kind === 'file') return <NotePicture id={named.id} alt={alt} />;
  return <Leading address={token.href}>{alt || token.href}</Leading>;
}

function Leading({ address, children }: { address: string; children: ReactNode }): ReactNode {
  const href = safeAddress(address);
  if (href === null) return children;
  return (
    <a
      href={href}
      target={href.startsWith('http') ? '_blank' : undefined}
      rel="noopener noreferrer nofollow"
      className="text-link underline decoration-1 underline-offset-2"
    >
      {children}
    </a>
  );
}
