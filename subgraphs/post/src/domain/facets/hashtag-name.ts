/** Letters of any script with their marks, digits and underscores, joined by what Persian and Indic scripts join words with. */
const form = /^[\p{L}\p{M}\p{N}_\u200c\u200d]*\p{L}[\p{L}\p{M}\p{N}_\u200c\u200d]*$/u;
const longest = 100;

/**
 * The one name of a hashtag however it is written: letters in one case and one encoding. Undefined when it cannot be one: digits alone
 * are a number, not a tag.
 */
export function hashtagName(written: string): string | undefined {
  const word = written.replace(/^[#＃]/u, '');
  if (word.length > longest || !form.test(word)) return undefined;
  const name = word
    .replaceAll(/[\u200c\u200d]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC');
  return name.length <= longest && form.test(name) ? name : undefined;
}
