import { cva } from 'class-variance-authority';
import type { CSSProperties } from 'react';
import { cn } from '@/lib/cn';
import { initials } from '@/lib/initials';

const look = cva(
  'relative inline-grid shrink-0 place-items-center align-top leading-none font-semibold tracking-[0.01em]',
  {
    variants: {
      size: {
        16: 'size-4 text-[8.5px]',
        20: 'size-5 text-[9px]',
        24: 'size-6 text-[10px]',
        28: 'size-7 text-11',
        32: 'size-8 text-12',
        36: 'size-9 text-12',
        40: 'size-10 text-14',
      },
      kind: { person: 'rounded-full', company: '', nobody: 'rounded-full' },
    },
    compoundVariants: [
      { kind: 'company', size: 16, className: 'rounded-tag' },
      { kind: 'company', size: [20, 24, 28], className: 'rounded-[5px]' },
      { kind: 'company', size: [32, 36, 40], className: 'rounded-card' },
    ],
  },
);

export interface AvatarProps {
  name: string;
  /** A company or workspace is a rounded square; nobody is a dashed ring. */
  kind?: 'person' | 'company' | 'nobody';
  /** Team mates and companies carry a hue; without one a person is grey, as customers are. */
  hue?: number | null;
  /** The address of a picture. The letters stand there until it has come, and where it does not come. */
  picture?: string | null;
  size?: 16 | 20 | 24 | 28 | 32 | 36 | 40;
  /** Where the name is not written beside it. Otherwise the avatar is decoration. */
  label?: string;
  className?: string;
}

export function Avatar({
  name,
  kind = 'person',
  hue = null,
  picture,
  size = 20,
  label,
  className,
}: AvatarProps) {
  const naming = label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true };
  if (kind === 'nobody') {
    return (
      <span
        {...naming}
        className={cn(look({ size, kind }), 'border-[1.25px] border-dashed border-line-strong', className)}
      />
    );
  }
  const small = kind === 'company' || size === 16;
  return (
    <span
      {...naming}
      style={hue === null ? undefined : ({ '--h': hue } as CSSProperties)}
      className={cn(look({ size, kind }), hue === null ? 'avatar-gray' : 'avatar-tint', className)}
    >
      {initials(name, small ? 1 : 2)}
      {picture && (
        <img
          src={picture}
          alt=""
          decoding="async"
          className={cn(
            'absolute inset-0 size-full rounded-[inherit] bg-paper object-cover',
            kind === 'company' && 'object-left',
          )}
          onError={(event) => (event.currentTarget.hidden = true)}
        />
      )}
    </span>
  );
}
