import { useState } from 'react';
import type { DuplicateRule, ImportUpload } from '@/api/imports';
import type { KindMeta } from '@/api/types';
import { readStored, removeStored, writeStored } from '@/lib/storage';
import { fieldPath } from '@/records/model/field-path';
import { guessedMapping, matchFields, type Mapping } from './import-mapping';

/** The uploaded file and what was decided about it. Kept in this browser until the import has ended. */
export interface ImportSession {
  upload: ImportUpload;
  mapping: Mapping;
  duplicates: DuplicateRule;
  matchOn: string | null;
  /** The job that imports, once it runs. */
  job: string | null;
}

const storageKey = (plural: string) => `import.${plural}`;

function isSession(value: unknown): value is ImportSession {
  if (typeof value !== 'object' || value === null) return false;
  const { upload, mapping } = value as Partial<ImportSession>;
  return typeof upload === 'object' && Array.isArray(upload.columns) && typeof mapping === 'object';
}

export function newSession(upload: ImportUpload, kind: KindMeta): ImportSession {
  const mapping = guessedMapping(upload.columns, kind);
  return settle({ upload, mapping, duplicates: 'skip', matchOn: null, job: null }, kind);
}

/** Keeps the rule possible: rows can only be recognised by a field that a column gives. */
function settle(session: ImportSession, kind: KindMeta): ImportSession {
  const choices = matchFields(session.mapping, kind).map(fieldPath);
  const kept = session.matchOn !== null && choices.includes(session.matchOn);
  const matchOn = kept ? session.matchOn : (choices[0] ?? null);
  return { ...session, matchOn, duplicates: matchOn === null ? 'create' : session.duplicates };
}

export function useImportSession(kind: KindMeta) {
  const key = storageKey(kind.plural);
  const [session, setSession] = useState(() => readStored(key, isSession));
  const change = (next: ImportSession | null) => {
    const settled = next && settle(next, kind);
    if (settled) writeStored(key, settled);
    else removeStored(key);
    setSession(settled);
  };
  return [session, change] as const;
}
