import { useMemo } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { FieldMeta, KindMeta } from '@/api/types';
import { useFormat } from '@/i18n/use-format';
import { useT } from '@/i18n/t';
import { Directory } from '../model/directory';
import type { FieldContext } from '../model/field-context';
import { fieldPath } from '../model/field-path';
import { fieldsByPath, labelOf } from '../model/kind-fields';

export function useDirectory(): Directory {
  const { users, tags, pipelines } = useBootstrap();
  return useMemo(() => new Directory({ users, tags, pipelines }), [users, tags, pipelines]);
}

/** The context of every field of a kind, by path. The same objects until language or metadata change. */
export function useFieldContexts(kind: KindMeta): ReadonlyMap<string, FieldContext> {
  const format = useFormat();
  const t = useT();
  const directory = useDirectory();
  return useMemo(() => {
    const context = (field: FieldMeta): FieldContext => ({
      kind,
      field,
      path: fieldPath(field),
      label: labelOf(kind, field),
      format,
      t,
      directory,
    });
    return new Map([...fieldsByPath(kind)].map(([path, field]) => [path, context(field)]));
  }, [kind, format, t, directory]);
}
