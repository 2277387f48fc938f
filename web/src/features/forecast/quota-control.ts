import type { KindMeta, RecordRow } from '@/api/types';

/** The quotas of the periods on the screen, and whether they can be set here. */
export interface QuotaControl {
  kind: KindMeta;
  quotas: readonly RecordRow[];
  /** Months alone have quotas that can be set; those of quarters are their sums. */
  editable: boolean;
  /** Whether people without any deal of the list are shown for their quota. */
  everybody: boolean;
}
