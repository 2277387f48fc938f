import type { QueryClient } from '@tanstack/react-query';
import { askAboutConflict } from './conflict-store';
import { RecordWriter } from './record-writer';

const writers = new WeakMap<QueryClient, RecordWriter>();

/** One writer per cache: the order of changes to a record must hold across screens. */
export function writerOf(client: QueryClient): RecordWriter {
  let writer = writers.get(client);
  if (!writer) {
    writer = new RecordWriter(client, askAboutConflict);
    writers.set(client, writer);
  }
  return writer;
}
