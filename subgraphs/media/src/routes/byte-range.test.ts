import fc from 'fast-check';
import { byteRange } from './byte-range';

const sizes = fc.integer({ min: 0, max: 1_000_000 });
const places = fc.option(fc.integer({ min: 0, max: 2_000_000 }));

test('what is given is within the file, and what was asked for', () => {
  fc.assert(
    fc.property(sizes, places, places, (size, first, last) => {
      const range = byteRange(`bytes=${first ?? ''}-${last ?? ''}`, size);
      if (range === undefined) return expect((first === null && last === null) || (last !== null && first !== null && last < first)).toBe(true);
      if (range === 'NOT_SATISFIABLE') return expect(size === 0 || (first === null ? last === 0 : first >= size)).toBe(true);
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(size);
      if (first !== null) expect(range.start).toBe(first);
      if (first === null && last !== null) expect(range.end - range.start + 1).toBe(Math.min(last, size));
    }),
  );
});

test('a file that is read range by range is read once and whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 700 }), (size, step) => {
      let read = 0;
      for (let at = 0; at < size; ) {
        const range = byteRange(`bytes=${at}-${at + step - 1}`, size);
        if (typeof range !== 'object') throw new Error('There is more to read.');
        expect(range.start).toBe(at);
        at = range.end + 1;
        read += range.end - range.start + 1;
      }
      expect(read).toBe(size);
      expect(byteRange(`bytes=${size}-`, size)).toBe('NOT_SATISFIABLE');
    }),
  );
});

test('what is no single range is not heard', () => {
  fc.assert(fc.property(fc.string(), sizes, (text, size) => expect(byteRange(`lines=${text}`, size)).toBeUndefined()));
  for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=0-1,5-6', 'bytes=5-2']) {
    expect(byteRange(header, 100)).toBeUndefined();
  }
});
