import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './icon-button';

interface CopyButtonProps {
  text: string;
  label: string;
  doneLabel: string;
}

/** Copies and says so for two seconds, to screen readers too: its own name changes. */
export function CopyButton({ text, label, doneLabel }: CopyButtonProps) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <>
      <IconButton
        size="sm"
        label={label}
        icon={
          done ? (
            <Check size={14} strokeWidth={2} className="text-success" />
          ) : (
            <Copy size={14} strokeWidth={2} />
          )
        }
        onClick={() => void navigator.clipboard.writeText(text).then(() => setDone(true))}
      />
      <span role="status" className="sr-only">
        {done ? doneLabel : ''}
      </span>
    </>
  );
}
