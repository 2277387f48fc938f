import { Fragment } from 'react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { ConditionValue } from '@/records/filters/condition-value';
import { operatorOnChip } from '@/records/filters/operator-words';
import type { FieldContext } from '@/records/model/field-context';
import {
  childrenOf,
  isCondition,
  joinerOf,
  needsValue,
  readFilter,
  type FilterNode,
  isGroup,
} from '@/records/model/filter-tree';

/** So many conditions of a group are told; the rest is counted. */
const TOLD = 3;

/** A filter as a sentence would say it. */
export function FilterWords({ kindKey, filter }: { kindKey: string; filter: unknown }) {
  const kind = useKind(kindKey);
  return kind ? <Root kind={kind} filter={filter} /> : null;
}

function Root({ kind, filter }: { kind: KindMeta; filter: unknown }) {
  const contexts = useFieldContexts(kind);
  const root = readFilter(filter);
  return root ? <Words node={root} contexts={contexts} /> : null;
}

function Words({ node, contexts }: { node: FilterNode; contexts: ReadonlyMap<string, FieldContext> }) {
  const t = useT();
  if (isCondition(node)) {
    const ctx = contexts.get(node.field);
    return (
      <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-1">
        <span>{ctx?.label ?? node.field}</span>
        <span className="text-ink-3">{operatorOnChip(node, t)}</span>
        {ctx && needsValue(node.op) && (
          <span className="inline-flex min-w-0 items-center gap-1 font-medium">
            <ConditionValue ctx={ctx} condition={node} />
          </span>
        )}
      </span>
    );
  }
  if (!isGroup(node)) {
    return (
      <>
        <span className="text-ink-3">{t('records.filter.not')}</span>{' '}
        <Words node={childrenOf(node)[0] ?? { and: [] }} contexts={contexts} />
      </>
    );
  }
  const children = childrenOf(node);
  const shown = children.slice(0, TOLD);
  return (
    <>
      {shown.map((child, index) => (
        // Conditions have no identity; they are told anew with the filter.
        <Fragment key={index}>
          {index > 0 && <span className="text-ink-3"> {t(`score.rules.${joinerOf(node)}`)} </span>}
          {isGroup(child) && '('}
          <Words node={child} contexts={contexts} />
          {isGroup(child) && ')'}
        </Fragment>
      ))}
      {children.length > TOLD && (
        <span className="text-ink-3"> {t('score.rules.more', { count: children.length - TOLD })}</span>
      )}
    </>
  );
}
