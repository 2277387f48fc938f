import { linkParts } from '../timeline/text-lines';

/** What people wrote, with its line breaks and its links. */
export function PlainText({ text }: { text: string }) {
  return (
    <div className="break-words whitespace-pre-wrap">
      {linkParts(text).map((part, index) =>
        part.href ? (
          <a
            key={index}
            href={part.href}
            target={part.href.startsWith('http') ? '_blank' : undefined}
            rel="noreferrer"
            className="text-link underline decoration-1 underline-offset-2"
          >
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </div>
  );
}
