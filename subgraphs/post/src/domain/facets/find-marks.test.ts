import fc from 'fast-check';
import { findMarks } from './find-marks';
import { hashtagName } from './hashtag-name';

const seen = (text: string) => findMarks(text).map((mark) => text.slice(mark.start, mark.end));

test.each([
  ['Good morning @ann, and @Ben_2!', ['@ann', '@Ben_2']],
  ['(@ann) “@ben” 👋@cleo', ['@ann', '@ben', '@cleo']],
  ['me@example.org @ab @ann@example.org a@ann', []],
  ['#bread and #Brot, #パン #نان #café', ['#bread', '#Brot', '#パン', '#نان', '#café']],
  ['#1 #2026 &#39; a#b ##x #_', []],
  ['#2026goals #می‌خواهم', ['#2026goals', '#می‌خواهم']],
  ['See https://ejazz.dev/@ann#top, or example.com/a_(b).', ['https://ejazz.dev/@ann#top', 'example.com/a_(b)']],
  ['ftp://a.example mailto:me@example.org 1.2.3 file.txt', []],
])('%j holds %j', (text, expected) => {
  expect(seen(text)).toEqual(expected);
});

test('a link without a scheme is https, and everything is written as browsers write it', () => {
  expect(findMarks('example.com http://EXAMPLE.com/ä')).toMatchObject([{ url: 'https://example.com/' }, { url: 'http://example.com/%C3%A4' }]);
});

test('a hashtag has one name however it is written', () => {
  for (const written of ['#Café', 'CAFÉ', '#cafe\u0301', '＃ｃａｆé']) expect(hashtagName(written)).toBe('café');
  for (const none of ['', '#', '#12', 'two words', `#${'x'.repeat(101)}`, 'a-b']) expect(hashtagName(none)).toBeUndefined();
});

const word = fc.constantFrom(
  '@ann',
  '@Ben_2',
  '#bread',
  '#Brot',
  '#パン',
  '#1',
  'https://a.example/b?c=d#e',
  'x.dev',
  '👨‍👩‍👧',
  'e\u0301',
  '\ud83d',
  'me@x.org',
  '(',
  '.',
  ',',
  '/',
  '&',
  ' ',
  '\n',
  'word',
);

test('ranges are in order, apart, within the text, cut no character in two, and are what they say', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(fc.oneof(word, fc.string({ unit: 'grapheme' }))).map((words) => words.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        let last = 0;
        for (const mark of findMarks(text)) {
          expect(mark.start).toBeGreaterThanOrEqual(last);
          expect(mark.end).toBeGreaterThan(mark.start);
          expect(mark.end).toBeLessThanOrEqual(text.length);
          last = mark.end;
          for (const place of [mark.start, mark.end]) expect(text.slice(place - 1, place + 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/);
          const written = text.slice(mark.start, mark.end);
          if (mark.kind === 'handle') expect(`@${mark.handle}`).toBe(written.toLowerCase());
          if (mark.kind === 'hashtag') expect(hashtagName(written)).toBe(mark.name);
          if (mark.kind === 'link') expect(['http:', 'https:']).toContain(new URL(mark.url).protocol);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('what is written apart from other words is found, all of it and nothing else', () => {
  const mark = fc.oneof(
    fc.stringMatching(/^@[A-Za-z0-9_]{3,30}$/),
    fc.stringMatching(/^#[a-zà-öа-яぁ-ゖ][a-zà-öа-яぁ-ゖ0-9_]{0,20}$/),
    fc.stringMatching(/^https:\/\/[a-z]{1,9}\.example\/[a-z0-9]{0,9}$/),
  );
  const plain = fc.constantFrom('word', '😀', '…', '12', 'naïve');
  fc.assert(
    fc.property(fc.array(fc.oneof(mark, plain)), fc.constantFrom(' ', '\n', ' \u2028'), (words, space) => {
      expect(seen(words.join(space))).toEqual(words.filter((one) => /^(@|#|https:)/.test(one)));
    }),
  );
});

test('the name of a hashtag is its own name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const name = hashtagName(text);
      if (name !== undefined) expect(hashtagName(name)).toBe(name);
    }),
    { numRuns: 2_000 },
  );
});

test('a text at its limit is read at once, whatever is in it', () => {
  // Each would take minutes if reading one sign meant reading all that follow.
  for (const part of ['@', '#', '#a', 'http://', 'a.', '.com', '@a@', 'a-', '(', '\u200d'])
    expect(findMarks(part.repeat(40_000 / part.length))).toBeDefined();
});
