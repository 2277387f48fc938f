import type { Tokens } from 'marked';
import { use } from 'react';
import { useT } from '@/i18n/t';
import { Checkbox } from '@/ui/checkbox';
import { BoxContext } from './box-context';

/** The box before a line of a task list. */
export function TickBox({ token }: { token: Tokens.Generic }) {
  const t = useT();
  const { numbers, tick } = use(BoxContext);
  const number = numbers.get(token);
  return (
    <Checkbox
      checked={token['checked'] === true}
      disabled={!tick || number === undefined}
      aria-label={t(token['checked'] === true ? 'markdown.open_box' : 'markdown.tick_box', {
        number: (number ?? 0) + 1,
      })}
      onCheckedChange={() => number !== undefined && tick?.(number)}
      className="mr-2 inline-grid translate-y-[2px] disabled:opacity-100"
    />
  );
}
