import type { ReactNode } from 'react';
import type { MessageId } from '@/i18n/en';
import { useT } from '@/i18n/t';

const MARK = '\u0001';

interface RichLineProps {
  id: MessageId;
  values?: Record<string, string | number>;
  /** Put where the message has `{name}`, in whatever order the language wants them. */
  nodes: Record<string, ReactNode>;
}

/** A message with elements inside it. */
export function RichLine({ id, values, nodes }: RichLineProps) {
  const t = useT();
  const names = Object.keys(nodes);
  const marks = Object.fromEntries(names.map((name, index) => [name, `${MARK}${index}${MARK}`]));
  return t(id, { ...values, ...marks })
    .split(MARK)
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const name = names[Number(part)];
      return <span key={part}>{name === undefined ? null : nodes[name]}</span>;
    });
}
