import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Job } from './jobs';
import { keys } from './keys';

/** Whether one may rely on what was learnt. */
export type Verdict = 'good' | 'weak' | 'none';

/** What a trait of a lead adds to its probability, in percent points. */
export interface Effect {
  feature: string;
  level: string;
  points: number;
}

/** Leads that were told about the same; shares are from 0 to 1. */
export interface CalibrationBin {
  from: number;
  leads: number;
  predicted: number;
  won: number;
}

export interface LearntModel {
  trained_at: string;
  won: number;
  lost: number;
  held_out: { won: number; lost: number };
  auc: number;
  auc_low: number;
  auc_high: number;
  lift: number;
  verdict: Verdict;
  calibration: CalibrationBin[];
  strongest: Effect[];
}

export interface Prediction {
  enabled: boolean;
  won: number;
  lost: number;
  /** So many of each are needed. */
  needed: number;
  model: LearntModel | null;
}

export const predictionQuery = queryOptions({
  queryKey: keys.aggregate('leads', { prediction: true }),
  queryFn: ({ signal }) => api.get<Prediction>('/leads/prediction', { signal }),
});

export const trainPrediction = () => api.post<Job>('/leads/prediction/train');
