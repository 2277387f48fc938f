import { useEffect, useRef, useState } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';

interface FormattedMessageProps {
  id: string;
  name: string;
  /** Harmless HTML, here only to see what it would load. */
  html: string;
}

const ELSEWHERE = /<img[^>]+src="https?:/i;

/**
 * A message as its writer formatted it, in a frame that runs nothing. Pictures from elsewhere are loaded
 * once somebody asks for them.
 */
export function FormattedMessage({ id, name, html }: FormattedMessageProps) {
  const t = useT();
  const frame = useRef<HTMLIFrameElement>(null);
  const watch = useRef<ResizeObserver | null>(null);
  const [pictures, setPictures] = useState(false);
  const [height, setHeight] = useState(120);
  useEffect(() => () => watch.current?.disconnect(), []);
  const fit = () => {
    const page = frame.current?.contentDocument?.documentElement;
    if (!page) return;
    watch.current?.disconnect();
    // A quotation that is unfolded makes it taller.
    watch.current = new ResizeObserver(() => setHeight(page.offsetHeight));
    watch.current.observe(page);
  };
  return (
    <div className="mt-2 grid gap-2">
      {ELSEWHERE.test(html) && !pictures && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-ink-2">
          <Button size="sm" onClick={() => setPictures(true)}>
            {t('ticket.pictures')}
          </Button>
          {t('ticket.pictures_hint')}
        </p>
      )}
      <iframe
        ref={frame}
        title={t('ticket.formatted_of', { name })}
        src={`/api/v1/ticket_messages/${id}/page${pictures ? '?pictures=true' : ''}`}
        // Without scripts the origin gives the page no power; it lets the frame be measured.
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        onLoad={fit}
        style={{ height }}
        className="w-full rounded-card border border-line bg-white"
      />
    </div>
  );
}
