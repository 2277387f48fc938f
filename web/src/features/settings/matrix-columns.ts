/** Head and rows of the matrix share it, so that they stay in line. */
export const matrixColumns =
  'md:grid md:grid-cols-[minmax(140px,1fr)_repeat(6,minmax(80px,100px))_28px] md:items-center md:gap-x-1.5';
