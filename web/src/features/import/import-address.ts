import { useNavigate, useSearch } from '@tanstack/react-router';

export type ImportStep = 'columns' | 'duplicates';

/** Where an import stands, in the address: so it can be left, reloaded and come back to. */
export interface ImportSearch {
  /** The uploaded file. */
  file?: string;
  step?: ImportStep;
  /** The job of the trial run. */
  check?: string;
  /** The job that imports. */
  job?: string;
}

/** Reads the search part of the address; the route uses it as its `validateSearch`. */
export function readImportSearch(search: Record<string, unknown>): ImportSearch {
  const result: ImportSearch = {};
  const { file, step, check, job } = search;
  if (typeof file === 'string') result.file = file;
  if (step === 'columns' || step === 'duplicates') result.step = step;
  if (typeof check === 'string') result.check = check;
  if (typeof job === 'string') result.job = job;
  return result;
}

/** The address and the way to another step of the same import. */
export function useImportAddress(plural: string) {
  const search = readImportSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (next: ImportSearch) =>
    void navigate({ to: '/$plural/import', params: { plural }, search: next });
  return { search, go };
}
