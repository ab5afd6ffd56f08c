import { characters } from './characters';
import { cleanText, fits } from './post-rules';

test.each([
  ['', 0],
  ['abc', 3],
  ['e\u0301', 1],
  ['👨‍👩‍👧‍👦', 1],
  ['🇮🇳🇯🇵', 2],
  ['مرحبا', 5],
  ['\r\n', 1],
])('%j is %i characters long', (text, count) => {
  expect(characters(text)).toBe(count);
});

test('text fits by characters as people count them, not by code units', () => {
  expect(fits('👍🏽'.repeat(5), { characters: 5, bytes: 100 })).toBe(true);
  expect(fits('👍🏽'.repeat(6), { characters: 5, bytes: 100 })).toBe(false);
});

test('a single character cannot carry any number of marks', () => {
  expect(fits(`e${'\u0301'.repeat(100)}`, { characters: 5, bytes: 100 })).toBe(false);
});

test('text is kept without white space around it and without NUL', () => {
  expect(cleanText(' \n a\0 b \t')).toBe('a b');
  expect(cleanText(null)).toBe('');
});
