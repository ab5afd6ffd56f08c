import { sharedReads } from './shared-reads';

test('what is asked at once is read together, equal questions once; what is asked later is read again', async () => {
  const read: string[][] = [];
  const ask = sharedReads<string, string>({
    keyOf: (question) => question,
    read: async (questions) => {
      read.push([...questions]);
      return questions.map((question) => question.toUpperCase());
    },
  });
  expect(await Promise.all(['a', 'b', 'a'].map(ask))).toEqual(['A', 'B', 'A']);
  expect(await ask('a')).toBe('A');
  expect(read).toEqual([['a', 'b'], ['a']]);
});
