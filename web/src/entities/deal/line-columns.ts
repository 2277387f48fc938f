/** The columns of a deal's lines; what is narrow shows each line as a block of its own. */
export const lineColumns =
  'grid grid-cols-[minmax(0,1fr)_76px_116px_92px_68px_116px_32px] items-center gap-x-1 @max-[640px]:grid-cols-[minmax(0,3fr)_minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)]';
