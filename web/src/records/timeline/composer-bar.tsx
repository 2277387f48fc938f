import { Plus, SendHorizontal } from 'lucide-react';
import type { ReactNode, TextareaHTMLAttributes, Ref } from 'react';
import { useT } from '@/i18n/t';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { Mode } from './composer-modes';
import { InteractionIcon } from './interaction-icon';
import { useModeLabel } from './use-mode-label';

interface ComposerBarProps {
  modes: readonly Mode[];
  mode: Mode;
  onChoose: (id: string) => void;
  textProps: TextareaHTMLAttributes<HTMLTextAreaElement> & { ref: Ref<HTMLTextAreaElement> };
  empty: boolean;
  onSubmit: () => void;
  /** The small fields, above the line. */
  children: ReactNode;
}

/** The composer of phones: one line at the foot of the page, above the keyboard. */
export function ComposerBar({
  modes,
  mode,
  onChoose,
  textProps,
  empty,
  onSubmit,
  children,
}: ComposerBarProps) {
  const t = useT();
  const label = useModeLabel();
  return (
    <section aria-label={t('timeline.composer')} className="shrink-0 border-t border-line bg-surface">
      {children && (
        <div className="flex max-h-[40dvh] flex-wrap overflow-y-auto px-1 pt-1 [&>*]:min-w-0">{children}</div>
      )}
      <div className="flex items-end gap-1 px-1 py-2">
        <DropdownMenu
          label={t('timeline.modes')}
          side="top"
          entries={modes.map((candidate) => ({
            type: 'item',
            id: candidate.id,
            label: label(candidate),
            icon: <InteractionIcon mode={candidate.id} size={16} />,
            checked: candidate.id === mode.id,
            onSelect: () => onChoose(candidate.id),
          }))}
          trigger={
            <IconButton
              size="tap"
              tooltip={false}
              label={t('timeline.mode_now', { mode: label(mode) })}
              icon={
                mode.type === 'note' ? (
                  <Plus strokeWidth={1.75} />
                ) : (
                  <InteractionIcon mode={mode.id} size={20} />
                )
              }
            />
          }
        />
        <textarea
          {...textProps}
          rows={1}
          className="field-sizing-content block max-h-[30dvh] min-h-11 w-full min-w-0 resize-none rounded-[22px] border border-line-strong bg-surface px-4 py-2.5 text-16 leading-[22px] focus-visible:border-transparent focus-visible:outline-offset-[-1px]"
        />
        <IconButton
          size="tap"
          tooltip={false}
          label={t(`timeline.save.${mode.type}`)}
          icon={<SendHorizontal strokeWidth={1.75} />}
          disabled={empty}
          onClick={onSubmit}
        />
      </div>
    </section>
  );
}
