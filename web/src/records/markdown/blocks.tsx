import type { Token, Tokens } from 'marked';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Inlines } from './inlines';
import { TickBox } from './tick-box';

interface BlocksProps {
  tokens: readonly Token[];
  /** How deep in lists and quotes. */
  depth?: number;
}

/** Deeper than anybody writes; what lies below is shown as it was typed. */
const DEEPEST = 12;

/** Paragraphs, lists, quotes, tables. */
export function Blocks({ tokens, depth = 0 }: BlocksProps): ReactNode {
  return tokens.map((token, index) => <Block key={index} token={token as Tokens.Generic} depth={depth} />);
}

function Block({ token, depth }: { token: Tokens.Generic; depth: number }): ReactNode {
  const inner = token.tokens ?? [];
  if (depth > DEEPEST) return <p className="whitespace-pre-wrap">{token.raw}</p>;
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading':
      return (
        <p
          role="heading"
          aria-level={Math.min(6, Number(token['depth']) + 2)}
          className={cn('font-semibold', Number(token['depth']) === 1 ? 'text-16' : 'text-14')}
        >
          <Inlines tokens={inner} />
        </p>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines tokens={inner} />
        </p>
      );
    case 'text':
      return inner.length > 0 ? <Inlines tokens={inner} /> : token['text'];
    case 'checkbox':
      return <TickBox token={token} />;
    case 'code':
      return (
        <pre className="rounded-ctl bg-sunken px-2.5 py-2 font-mono text-12 whitespace-pre-wrap">
          <code>{token['text']}</code>
        </pre>
      );
    case 'blockquote':
      return (
        <blockquote className="grid gap-2 border-l-2 border-line-strong pl-3 text-ink-2">
          <Blocks tokens={inner} depth={depth + 1} />
        </blockquote>
      );
    case 'hr':
      return <hr className="border-line" />;
    case 'list':
      return <List list={token as Tokens.List} depth={depth} />;
    case 'table':
      return <Table table={token as Tokens.Table} />;
    default:
      // HTML is text like any other.
      return <p className="whitespace-pre-wrap">{token.raw.trim()}</p>;
  }
}

function List({ list, depth }: { list: Tokens.List; depth: number }) {
  // A box stands where the point of a line would.
  const boxes = list.items.every((item) => item.task);
  const items = list.items.map((item, index) => (
    <li key={index} className={cn(item.task && 'list-none', item.task && !boxes && '-ml-5')}>
      <Blocks tokens={item.tokens} depth={depth + 1} />
    </li>
  ));
  if (!list.ordered)
    return <ul className={cn('list-disc space-y-0.5', boxes ? depth > 0 && 'pl-6' : 'pl-5')}>{items}</ul>;
  return (
    <ol start={Number(list.start) || 1} className="list-decimal space-y-0.5 pl-6">
      {items}
    </ol>
  );
}

function Table({ table }: { table: Tokens.Table }) {
  const cell = 'border border-line px-2 py-1 text-start';
  return (
    <div className="overflow-x-auto">
      <table className="border-collapse text-13">
        <thead>
          <tr>
            {table.header.map((head, index) => (
              <th key={index} scope="col" className={cn(cell, 'font-medium')}>
                <Inlines tokens={head.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, number) => (
            <tr key={number}>
              {row.map((data, index) => (
                <td key={index} className={cn(cell, data.align === 'right' && 'text-end tabular-nums')}>
                  <Inlines tokens={data.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
