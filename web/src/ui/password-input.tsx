import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { IconButton } from './icon-button';
import { Input } from './input';

interface PasswordInputProps extends Omit<ComponentProps<typeof Input>, 'type'> {
  showLabel: string;
  hideLabel: string;
}

/** A password that can be looked at. Paste and password managers work as in any other input. */
export function PasswordInput({ showLabel, hideLabel, className, ...rest }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={className ? `pr-10 ${className}` : 'pr-10'}
        {...rest}
      />
      <div className="absolute inset-y-0 right-1 flex items-center">
        <IconButton
          tooltip={false}
          label={shown ? hideLabel : showLabel}
          aria-pressed={shown}
          icon={shown ? <EyeOff size={16} strokeWidth={1.75} /> : <Eye size={16} strokeWidth={1.75} />}
          onClick={() => setShown(!shown)}
        />
      </div>
    </div>
  );
}
