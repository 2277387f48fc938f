import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { toast } from 'sonner';
import { useT } from '@/i18n/t';
import { download } from './download';
import { failureText } from './mutations/failure-text';

interface DownloadLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
}

/** A link to a file that the server makes. It can be copied and opened elsewhere like any other. */
export function DownloadLink({ href, onClick, children, ...rest }: DownloadLinkProps) {
  const t = useT();
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    download(href).catch((error: unknown) => {
      toast.error(t('records.download_failed'), { description: failureText(error) });
    });
  };
  return (
    <a href={href} download onClick={press} {...rest}>
      {children}
    </a>
  );
}
