import { useEffect, useRef } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';

interface LoadMoreProps {
  loading: boolean;
  failed: boolean;
  onLoad: () => void;
}

/** Loads what is older when it comes near, and by button where nothing scrolls. */
export function LoadMore({ loading, failed, onLoad }: LoadMoreProps) {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onLoad);
  useEffect(() => {
    latest.current = onLoad;
  });
  const waiting = loading || failed;
  useEffect(() => {
    const element = ref.current;
    if (!element || waiting) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) latest.current();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [waiting]);
  return (
    <div ref={ref} className="grid justify-items-center gap-1 pt-4">
      {failed && (
        <p role="alert" className="text-12 text-danger">
          {t('page.more_failed')}
        </p>
      )}
      <Button size="sm" variant="ghost" loading={loading} onClick={onLoad}>
        {t(failed ? 'common.retry' : 'page.load_more')}
      </Button>
    </div>
  );
}
