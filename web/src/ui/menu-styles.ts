export const menuPanel =
  'motion-pop z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-y-auto rounded-card border border-line-raised bg-raised p-1 shadow-pop outline-none';

export const menuRow =
  'flex h-7 items-center gap-2 rounded-tag px-2 text-13 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover data-[state=open]:bg-hover pointer-coarse:h-11 dark:data-highlighted:bg-raised-2 dark:data-[state=open]:bg-raised-2';
