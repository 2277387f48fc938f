import { useRouterState } from '@tanstack/react-router';
import { useT } from '@/i18n/t';

/** A 2 px line while a page loads for longer than 200 ms; faster changes show nothing. */
export function RouteProgress() {
  const t = useT();
  const loading = useRouterState({ select: (state) => state.isLoading });
  if (!loading) return null;
  return (
    <div
      role="progressbar"
      aria-label={t('shell.loading_page')}
      className="fixed inset-x-0 top-0 z-50 h-0.5 animate-[fade-in_120ms_ease-out_200ms_backwards] overflow-hidden"
    >
      <div className="motion-slide h-full w-2/5 bg-accent" />
    </div>
  );
}
