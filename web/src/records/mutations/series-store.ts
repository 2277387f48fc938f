import { create } from 'zustand';

export interface SeriesQuestion {
  /** What comes again. */
  title: string;
  /** Null where the change is not made after all. */
  answer: (which: 'one' | 'all' | null) => void;
}

export const useSeriesQuestion = create<{ question: SeriesQuestion | null }>(() => ({ question: null }));

/** Asks which of a series a change is meant for, and waits for the answer. */
export function askAboutSeries(title: string): Promise<'one' | 'all' | null> {
  return new Promise((resolve) => {
    const answer: SeriesQuestion['answer'] = (which) => {
      useSeriesQuestion.setState({ question: null });
      resolve(which);
    };
    useSeriesQuestion.getState().question?.answer(null);
    useSeriesQuestion.setState({ question: { title, answer } });
  });
}
