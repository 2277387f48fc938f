import { Fragment, type ReactNode } from 'react';

const edge = '\u0001';

/** Stands in a translated sentence where `RichSentence` puts an element. */
export const marker = (name: string) => `${edge}${name}${edge}`;

/** A translated sentence with elements in the places of its markers, in whatever order the language wants them. */
export function RichSentence({ text, parts }: { text: string; parts: Readonly<Record<string, ReactNode>> }) {
  return text.split(edge).map((piece, index) => {
    const key = `${index}${piece}`;
    return <Fragment key={key}>{index % 2 === 1 ? parts[piece] : piece}</Fragment>;
  });
}
