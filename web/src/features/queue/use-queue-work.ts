import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useBootstrap, useKind, useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { may } from '@/records/model/permissions';
import { makeKnown } from '@/records/mutations/record-cache';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { useRecord } from '@/records/mutations/use-record';
import { composerModes } from '@/records/timeline/composer-modes';
import { morningIn } from './morning';
import { keyOf } from './order';
import type { Queue } from './use-queue';
import { useTarget } from './use-target';

type Dialog = 'log' | 'plan' | null;

/** Days from today until a task comes again. */
const SNOOZES = [
  { id: 'tomorrow', days: 1 },
  { id: 'three_days', days: 3 },
  { id: 'week', days: 7 },
] as const;

/** What can be done with the item in view, and doing it. */
export function useQueueWork(queue: Queue) {
  const t = useT();
  const client = useQueryClient();
  const me = useMe();
  const format = useFormat();
  const bootstrap = useBootstrap();
  const taskKind = useKind('task');
  const [dialog, setDialog] = useState<Dialog>(null);
  const [snoozing, setSnoozing] = useState(false);
  const { current } = queue;
  const target = useTarget(current);
  const fallback = taskKind ?? bootstrap.kinds[0];
  if (!fallback) throw new Error('A person who may do nothing has no queue.');
  const record = useRecord(target?.kind ?? fallback, target?.id ?? current?.record.id ?? '').data;
  const update = useUpdateRecord(taskKind ?? fallback);
  const task = current?.kind === 'task' ? current.record : null;
  const about = target && record?.id === target.id ? { kind: target.kind, record } : null;
  const modes = target ? composerModes(bootstrap, target.kind) : [];
  const mayFinish = task !== null && taskKind !== undefined && may('update', taskKind, task, me);

  const finish = async (said: string) => {
    if (!current) return;
    announce(said);
    await queue.finish(keyOf(current));
  };
  const change = async (values: Record<string, unknown>, said: string) => {
    if (!task || !current) return;
    const key = keyOf(current);
    makeKnown(client, fallback.plural, task);
    if (await update({ id: task.id, values })) {
      announce(said);
      await queue.finish(key);
    }
  };
  const snooze = (days: number) => {
    const due = morningIn(days, format.timeZone);
    return change({ due_at: due }, t('queue.snoozed', { when: format.due(due).text }));
  };
  return {
    dialog,
    about,
    task,
    snoozing,
    setSnoozing,
    mayFinish,
    mayLog: target !== null && modes.some((mode) => mode.type === 'interaction'),
    mayPlan: target !== null && modes.some((mode) => mode.type === 'task'),
    snoozes: SNOOZES.map(({ id, days }) => ({
      id,
      label: t(`queue.snooze.${id}`),
      run: () => void snooze(days),
    })),
    log: () => setDialog('log'),
    plan: () => setDialog('plan'),
    close: () => setDialog(null),
    done: () => change({ status: 'completed' }, t('timeline.task_done', { task: task?.title ?? '' })),
    worked: async () => {
      setDialog(null);
      await finish(t('queue.worked'));
    },
    skip: () => {
      if (!current) return;
      announce(t('queue.was_skipped', { title: current.record.title }));
      queue.skip(keyOf(current));
    },
  };
}

export type QueueWork = ReturnType<typeof useQueueWork>;
