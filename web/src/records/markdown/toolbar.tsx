import {
  AtSign,
  Bold,
  Code,
  Eye,
  Hash,
  Image,
  Italic,
  Link,
  List,
  ListChecks,
  TextQuote,
  type LucideIcon,
} from 'lucide-react';
import { useRef, type RefObject } from 'react';
import type { MessageId } from '@/i18n/en';
import { useT } from '@/i18n/t';
import { keyCaps } from '@/lib/shortcut';
import { IconButton } from '@/ui/icon-button';
import { prefixLines, putLink, putText, wrap } from './edit-text';

interface ToolbarProps {
  box: RefObject<HTMLTextAreaElement | null>;
  /** Takes pictures to put in; null where none can be added. */
  onPictures: ((files: readonly File[]) => void) | null;
  preview: boolean;
  onPreview: () => void;
  touch: boolean;
}

interface Tool {
  label: MessageId;
  icon: LucideIcon;
  keys?: string;
  use: (box: HTMLTextAreaElement) => void;
}

/** The sign behind which somebody is asked for, with a space before it where a word stands. */
function putSign(box: HTMLTextAreaElement, sign: string): void {
  const { selectionStart: at, selectionEnd, value } = box;
  const before = value[at - 1];
  putText(box, `${before && !/\s/.test(before) ? ' ' : ''}${sign}`, at, selectionEnd);
}

const TOOLS: readonly Tool[] = [
  { label: 'markdown.bold', icon: Bold, keys: 'mod+b', use: (box) => wrap(box, '**') },
  { label: 'markdown.italic', icon: Italic, keys: 'mod+i', use: (box) => wrap(box, '_') },
  { label: 'markdown.list', icon: List, use: (box) => prefixLines(box, '- ') },
  { label: 'markdown.tasks', icon: ListChecks, use: (box) => prefixLines(box, '- [ ] ') },
  { label: 'markdown.quote', icon: TextQuote, use: (box) => prefixLines(box, '> ') },
  { label: 'markdown.code', icon: Code, use: (box) => wrap(box, '`') },
  { label: 'markdown.link', icon: Link, use: putLink },
  { label: 'markdown.mention', icon: AtSign, use: (box) => putSign(box, '@') },
  { label: 'markdown.record', icon: Hash, use: (box) => putSign(box, '#') },
];

/** The box keeps the cursor and what is selected while a button is pressed. */
const keep = (event: React.MouseEvent) => event.preventDefault();

/** The marks of Markdown for those who do not know them by heart. */
export function Toolbar({ box, onPictures, preview, onPreview, touch }: ToolbarProps) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const size = touch ? 'tap' : 'sm';
  const pixels = touch ? 18 : 14;
  return (
    <div
      role="group"
      aria-label={t('markdown.toolbar')}
      className="mr-auto flex min-w-0 items-center overflow-x-auto"
    >
      {TOOLS.map(({ label, icon: Icon, keys, use }) => (
        <IconButton
          key={label}
          size={size}
          label={t(label)}
          keys={keys ? keyCaps(keys) : []}
          icon={<Icon size={pixels} strokeWidth={1.75} />}
          onMouseDown={keep}
          onClick={() => box.current && use(box.current)}
        />
      ))}
      {onPictures && (
        <>
          <IconButton
            size={size}
            label={t('markdown.add_picture')}
            icon={<Image size={pixels} strokeWidth={1.75} />}
            onMouseDown={keep}
            onClick={() => picker.current?.click()}
          />
          <input
            ref={picker}
            type="file"
            accept="image/*"
            multiple
            hidden
            onChange={(event) => {
              onPictures([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </>
      )}
      <IconButton
        size={size}
        label={t('markdown.preview')}
        aria-pressed={preview}
        icon={<Eye size={pixels} strokeWidth={1.75} />}
        onMouseDown={keep}
        onClick={onPreview}
      />
    </div>
  );
}
