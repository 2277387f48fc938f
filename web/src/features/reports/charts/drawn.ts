import type { Column, ResultRow } from '../result-query';

/** What every chart of a report needs to know of the column it draws. */
export interface Drawn {
  column: Column;
  /** The column's name. */
  name: string;
  /** What the chart says, in a sentence for ears. */
  summary: string;
  /** The figure of a row, short. */
  text: (row: ResultRow) => string;
  /** A number of the same kind: a tick, a sum. */
  number: (value: number) => string;
}
