const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** How many characters people count: a flag, a family or an accented letter is one, however it is encoded. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}
