import type { InfiniteData } from '@tanstack/react-query';
import type { Page, RecordRow } from '@/api/types';

/** Rows of one request of a list. */
export const PAGE_SIZE = 100;
/** Pages kept; further ones push the first out, and scrolling back asks for those again. */
export const MAX_PAGES = 50;

/** Where a page begins: its number from the top, which outlives the pages before it, and the cursor. */
export interface PageParam {
  index: number;
  after?: string;
  before?: string;
}

export type ListData = InfiniteData<Page, PageParam>;

export function mapRows(data: ListData, change: (rows: RecordRow[]) => RecordRow[]): ListData {
  let changed = false;
  const pages = data.pages.map((page) => {
    const rows = change(page.data);
    if (rows === page.data) return page;
    changed = true;
    return { ...page, data: rows };
  });
  return changed ? { ...data, pages } : data;
}
