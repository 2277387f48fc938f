import { byteSize } from '@/records/files/byte-size';
import type { CellProps } from '@/records/model/field-context';

/** A number of bytes as people say it. */
export function SizeCell({ value, ctx }: CellProps) {
  return <>{typeof value === 'number' ? byteSize(ctx.format, value) : ''}</>;
}
