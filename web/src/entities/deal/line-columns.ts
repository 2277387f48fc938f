/** The columns of a deal's lines; what is narrow shows each line as a block of its own. */
export const lineColumns =
  'grid grid-cols-[minmax(0,1fr)_84px_116px_80px_80px_116px_32px] items-center gap-x-1 @max-[640px]:grid-cols-[repeat(4,minmax(0,1fr))_36px]';
