import { useDeferredValue, useState, type RefObject } from 'react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { Markdown } from './markdown';
import { Suggestions } from './suggestions';
import { Toolbar } from './toolbar';
import { UnreachedHint } from './unreached-hint';
import { useNaming } from './use-naming';
import { usePictures } from './use-pictures';
import { withLinks, type Links } from './written-links';

export interface WritingToolsProps {
  /** The box that is written in. It stays the page's own; this only helps. */
  box: RefObject<HTMLTextAreaElement | null>;
  text: string;
  links: Links;
  onLinks: (links: Links) => void;
  /** The record that is written about. */
  about: { kind: KindMeta; id: string };
  /** Lists open below the box, or above it as part of the page. */
  look: 'card' | 'docked';
}

/** What helps to write Markdown: emphasis, lists, people, records, pictures, and how it will look. */
export function WritingTools({ box, text, links, onLinks, about, look }: WritingToolsProps) {
  const t = useT();
  const [preview, setPreview] = useState(false);
  const naming = useNaming({ box, links, onLinks });
  const files = useKind('file');
  const pictures = usePictures(box, about, files !== undefined && files.rights.create !== 'none');
  const shown = useDeferredValue(text);
  return (
    <>
      <div className="relative basis-full">
        {naming.asking && (
          <Suggestions
            naming={naming}
            about={about}
            className={cn(look === 'card' && 'absolute top-0 left-0 z-20')}
          />
        )}
        {preview && shown.trim() !== '' && (
          <div
            role="region"
            aria-label={t('markdown.preview')}
            className="mx-1.5 mb-1.5 max-h-[40dvh] overflow-y-auto rounded-ctl bg-sunken px-2.5 py-2 text-14"
          >
            <Markdown text={withLinks(shown, links)} />
          </div>
        )}
        <UnreachedHint text={text} links={links} about={about} />
        {pictures.failed !== null && (
          <p role="alert" className="px-2 pb-1 text-12 text-danger">
            {pictures.failed}
          </p>
        )}
      </div>
      <Toolbar
        box={box}
        onPictures={pictures.add}
        preview={preview}
        onPreview={() => setPreview(!preview)}
        touch={look === 'docked'}
      />
    </>
  );
}
