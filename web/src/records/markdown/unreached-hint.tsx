import { useQuery } from '@tanstack/react-query';
import { useBootstrap } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { readersQuery } from './readers-query';
import type { Links } from './written-links';

interface UnreachedHintProps {
  text: string;
  links: Links;
  about: { kind: KindMeta; id: string };
}

/** Says whom a mention will not reach, because they may not read the record. */
export function UnreachedHint({ text, links, about }: UnreachedHintProps) {
  const t = useT();
  const format = useFormat();
  const { users } = useBootstrap();
  const mentioned = Object.entries(links)
    .filter(([word, target]) => target.startsWith('user/') && text.includes(word))
    .map(([, target]) => target.slice('user/'.length));
  const { data: readers } = useQuery({
    ...readersQuery(about.kind.plural, about.id),
    enabled: mentioned.length > 0,
  });
  const unreached = users.filter(({ id }) => readers && mentioned.includes(id) && !readers.has(id));
  if (unreached.length === 0) return null;
  return (
    <p role="status" className="px-2 pb-1 text-12 text-warning">
      {t('markdown.unreached', {
        names: new Intl.ListFormat(format.locale).format(unreached.map(({ title }) => title)),
        kind: kindWord(about.kind, 'one'),
      })}
    </p>
  );
}
