import { useMemo } from 'react';
import { useRegional } from '@/lib/regional';
import { Format } from './format';
import { useT } from './t';

export function useFormat(): Format {
  const t = useT();
  const regional = useRegional();
  return useMemo(() => new Format(regional, t), [regional, t]);
}
