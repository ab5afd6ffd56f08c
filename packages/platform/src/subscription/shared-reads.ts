import DataLoader from 'dataloader';

/**
 * What many subscribers ask at once, read together: a hint wakes all of them in one tick. Equal questions are asked once, and nothing
 * is kept, so that every hint is answered from the database.
 */
export function sharedReads<Question, Answer>(options: {
  /** Answers in the order of the questions. */
  readonly read: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  readonly keyOf: (question: Question) => string;
  /** Questions a statement at most. */
  readonly most?: number;
}): (question: Question) => Promise<Answer> {
  const { read, keyOf, most = 1_000 } = options;
  const loader = new DataLoader<Question, Answer>(
    async (asked) => {
      const indexes = new Map<string, number>();
      const questions: Question[] = [];
      const places = asked.map((question) => {
        const key = keyOf(question);
        const index = indexes.get(key) ?? questions.push(question) - 1;
        indexes.set(key, index);
        return index;
      });
      const answers = await read(questions);
      return places.map((index) => answers[index] as Answer);
    },
    { cache: false, maxBatchSize: most },
  );
  return (question) => loader.load(question);
}
